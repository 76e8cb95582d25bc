"""Reading a paper: from its text to header, outline, citations, duties and deadlines. No Django here."""
