"""A comparison as files: a web page that stands alone, and a workbook to filter and sort."""
