"""Runs a command in a Slurm cluster that lives as long as it does: one node, this machine.

usage: slurm.py FOLDER COMMAND...
"""

import getpass
import os
import socket
import subprocess
import sys
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


folder = os.path.abspath(sys.argv[1])
for name in ("state", "spool"):
    os.makedirs(os.path.join(folder, name))
host = socket.gethostname().split(".")[0]
with open(os.path.join(folder, "slurm.conf"), "w", encoding="utf-8") as file:
    file.write(f"""ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
AuthType=auth/none
CredType=cred/none
SlurmUser={getpass.getuser()}
SlurmdUser={getpass.getuser()}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
NodeName={host} NodeAddr=127.0.0.1 CPUs={os.cpu_count()} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
""")
os.environ["SLURM_CONF"] = os.path.join(folder, "slurm.conf")
with open(os.path.join(folder, "log"), "w", encoding="utf-8") as log:
    daemons = [subprocess.Popen([name, "-D"], stdout=log, stderr=log)
               for name in ("slurmctld", "slurmd")]
    try:
        for _ in range(60):
            if subprocess.run(["sinfo", "-h", "-t", "idle", "-o", "%n"], stdout=subprocess.PIPE,
                              stderr=log, check=False).stdout.strip():
                break
            time.sleep(0.5)
        status = subprocess.run(sys.argv[2:], check=False).returncode
    finally:
        for daemon in daemons:
            daemon.terminate()
            daemon.wait()
sys.exit(status)
