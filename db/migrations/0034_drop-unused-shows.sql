-- No version has written or read it: program_showings counts what it was meant to.
DROP TABLE "program_shows";