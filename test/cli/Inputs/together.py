"""Starts a command several times at once, and fails unless all report the same two findings."""

import json
import subprocess
import sys

number, *command = sys.argv[1:]
runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(int(number))]
reports = [json.loads(run.communicate()[0])["findings"] for run in runs]
if len(reports[0]) != 2 or any(report != reports[0] for report in reports):
    sys.exit(f"different findings: {reports}")
