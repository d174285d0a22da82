"""How good the bot is on given questions: runs, measures, reports, calibration."""
