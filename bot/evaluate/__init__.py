"""The quality of answers to given questions: runs, measures, reports, calibration."""
