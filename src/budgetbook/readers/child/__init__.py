"""The limited child process that strangers' files are parsed in: `launching` and `messages` on this side, `serving` inside it."""
