"""Reads each dashboard of a folder of import files with kb-dashboard's own models.

Its decompiler reads titles and places of panels, and makes stubs of the rest. So what Lens keeps, the links and the controls, which it
does not decompile, go to the models that its compiler has for them.
"""

import json
import pathlib
import sys

from kb_dashboard_core.controls.view import KbnESQLControl
from kb_dashboard_core.panels.charts.datatable.view import KbnDatatableVisualizationState
from kb_dashboard_core.panels.charts.gauge.view import KbnGaugeVisualizationState
from kb_dashboard_core.panels.charts.heatmap.view import KbnHeatmapVisualizationState
from kb_dashboard_core.panels.charts.metric.view import KbnESQLMetricVisualizationState
from kb_dashboard_core.panels.charts.pie.view import KbnPieVisualizationState
from kb_dashboard_core.panels.charts.view import KbnTextBasedDataSourceState
from kb_dashboard_core.panels.charts.xy.view import KbnXYVisualizationState
from kb_dashboard_core.panels.links.view import KbnLinksPanelAttributes
from kb_dashboard_tools.decompile import decompile_dashboard
from ruamel.yaml import YAML

VISUALIZATIONS = {
    "lnsDatatable": KbnDatatableVisualizationState,
    "lnsGauge": KbnGaugeVisualizationState,
    "lnsHeatmap": KbnHeatmapVisualizationState,
    "lnsMetric": KbnESQLMetricVisualizationState,
    "lnsPie": KbnPieVisualizationState,
    "lnsXY": KbnXYVisualizationState,
}


def check(panel):
    attributes = panel["embeddableConfig"].get("attributes", {})
    if panel["type"] == "links":
        KbnLinksPanelAttributes.model_validate(attributes)
    elif panel["type"] == "lens":
        state = attributes["state"]
        VISUALIZATIONS[attributes["visualizationType"]].model_validate(state["visualization"])
        source = state["datasourceStates"]["textBased"]
        for layer in source["layers"].values():
            layer.setdefault("allColumns", layer["columns"])  # Kibana fills it in when it has run the query
        KbnTextBasedDataSourceState.model_validate(source)


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
    panels = json.loads(attributes["panelsJSON"])
    where = "controls"
    try:
        for control in controls.values():
            KbnESQLControl.model_validate(control)
        for panel in panels:
            where = panel["panelIndex"]
            check(panel)
    except ValueError as mistake:  # pydantic's is one
        sys.exit(f"{dashboard['id']}/{where}: {mistake}")
    read = decompile_dashboard(dashboard)
    (found,) = read["dashboards"]
    if found["name"] != attributes["title"] or len(found["panels"]) != len(panels):
        sys.exit(f"{dashboard['id']}: read {len(found['panels'])} of {len(panels)} panels")
    with open(target / (dashboard["id"] + ".yaml"), "w") as file:
        YAML().dump(read, file)
    print(f"{dashboard['id']}: {len(panels)} panels, {len(controls)} controls read")
