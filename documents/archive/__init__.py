"""What becomes of papers once they are dealt with: dossiers, how long they are kept, holds, disposal."""
