"""The waist: frozen records and exact arithmetic. No reading, writing or checking here."""
