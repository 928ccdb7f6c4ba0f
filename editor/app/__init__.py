"""QtCore and QtGui only: sessions, jobs, feeds, settings. QObjects, no pixels."""
