"""Reads each dashboard of a folder of import files with kb-dashboard's own models.

The decompiler of this version knows no controls of ES|QL variables, so controls go to the model that its compiler has for them.
"""

import json
import pathlib
import sys

from kb_dashboard_core.controls.view import KbnESQLControl
from kb_dashboard_tools.decompile import decompile_dashboard
from ruamel.yaml import YAML

source, target = map(pathlib.Path, sys.argv[1:])
dashboards = [
    parsed
    for file in sorted(source.glob("*.ndjson"))
    for parsed in map(json.loads, file.read_text().splitlines())
    if parsed["type"] == "dashboard"
]
if not dashboards:
    sys.exit(f"no dashboard in {source}")

for dashboard in dashboards:
    attributes = dashboard["attributes"]
    controls = json.loads(attributes.pop("controlGroupInput", {}).get("panelsJSON", "{}"))
    for control in controls.values():
        KbnESQLControl.model_validate(control)
    read = decompile_dashboard(dashboard)
    (found,) = read["dashboards"]
    panels = len(json.loads(attributes["panelsJSON"]))
    if found["name"] != attributes["title"] or len(found["panels"]) != panels:
        sys.exit(f"{dashboard['id']}: read {len(found['panels'])} of {panels} panels")
    with open(target / (dashboard["id"] + ".yaml"), "w") as file:
        YAML().dump(read, file)
    print(f"{dashboard['id']}: {panels} panels, {len(controls)} controls read")
