"""What strangers' SVG is read into, judged by and written from, piece by piece: cleaning.py joins the pieces."""
