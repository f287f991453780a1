"""What a check found, as files for people: a page (`html`) and the inspectors' check list (`checklist`)."""
