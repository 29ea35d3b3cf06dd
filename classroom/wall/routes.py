"""The instructor's class page."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from classroom.incidents import queries as incidents
from classroom.incidents import service as incident_verbs
from classroom.reports import queries as reports
from classroom.reports.routes import result_of
from classroom.reports.sheet import workbook
from classroom.runs import schemas as RS
from classroom.runs import service as runs
from classroom.runs.clock import control
from classroom.wall import queries
from classroom.wall import schemas as S
from core.context import AppCtx
from core.http import AppCall, AppRead, Instructor, services

router = APIRouter(prefix="/api/cockpit/classes", tags=["cockpit"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _bound(request: Request) -> dict[str, Any]:
    settings = services(request).settings
    return {"host": settings.host, "port": request.url.port or settings.port}


@router.get("", response_model=S.ClassList)
async def classes(who: Instructor, read: AppRead) -> Response:
    """The instructor's classes."""
    return await read(queries.classes, account_id=who.account_id)


def _create(app: AppCtx, *, host: str, port: int, **given: Any) -> dict[str, Any]:
    run_id = runs.create_class(app, **given)
    return queries.class_view(app, run_id=run_id, account_id=given["account_id"], host=host, port=port)


@router.post("", response_model=S.ClassView, status_code=201)
async def create(body: S.NewClass, request: Request, who: Instructor, call: AppCall) -> Response:
    """A class with its join code; the opening of its malls begins to be made."""
    return await call(_create, status=201, account_id=who.account_id, **body.model_dump(), **_bound(request))


@router.get("/{class_id}", response_model=S.ClassView)
async def class_page(class_id: int, request: Request, who: Instructor, read: AppRead) -> Response:
    """The page of a class; its stream goes on from `seq`."""
    return await read(queries.class_view, run_id=class_id, account_id=who.account_id, **_bound(request))


def _controlled(
    app: AppCtx, *, run_id: int, action: str, account_id: int, host: str, port: int
) -> dict[str, Any]:
    reports.own_class(app, run_id, account_id)
    control(app, run_id=run_id, action=action, account_id=account_id)
    return queries.class_view(app, run_id=run_id, account_id=account_id, host=host, port=port)


@router.post("/{class_id}/start", response_model=S.ClassView)
async def start(class_id: int, request: Request, who: Instructor, call: AppCall) -> Response:
    """All desks begin together."""
    return await call(
        _controlled, run_id=class_id, action="start", account_id=who.account_id, **_bound(request)
    )


@router.post("/{class_id}/pause", response_model=S.ClassView)
async def pause(class_id: int, request: Request, who: Instructor, call: AppCall) -> Response:
    """All desks stand still."""
    return await call(
        _controlled, run_id=class_id, action="pause", account_id=who.account_id, **_bound(request)
    )


@router.post("/{class_id}/resume", response_model=S.ClassView)
async def resume(class_id: int, request: Request, who: Instructor, call: AppCall) -> Response:
    """All desks go on."""
    return await call(
        _controlled, run_id=class_id, action="resume", account_id=who.account_id, **_bound(request)
    )


@router.post("/{class_id}/end", response_model=S.ClassView)
async def end(class_id: int, request: Request, who: Instructor, call: AppCall) -> Response:
    """All desks end; the results are computed."""
    return await call(
        _controlled, run_id=class_id, action="end", account_id=who.account_id, **_bound(request)
    )


def _options(app: AppCtx, *, run_id: int, account_id: int) -> dict[str, Any]:
    reports.own_class(app, run_id, account_id)
    return incidents.options(app, run_id=run_id)


@router.get("/{class_id}/incidents/options", response_model=S.IncidentOptions)
async def incident_options(class_id: int, who: Instructor, read: AppRead) -> Response:
    """Kinds with their parameters, hubs and carriers to choose from."""
    return await read(_options, run_id=class_id, account_id=who.account_id)


def _preview(app: AppCtx, *, run_id: int, account_id: int, **given: Any) -> dict[str, Any]:
    reports.own_class(app, run_id, account_id)
    return incidents.preview(app, run_id=run_id, **given)


@router.post("/{class_id}/incidents/preview", response_model=S.IncidentPreview)
async def incident_preview(class_id: int, body: S.NewIncident, who: Instructor, read: AppRead) -> Response:
    """The orders an incident would hit; nothing happens yet."""
    return await read(_preview, run_id=class_id, account_id=who.account_id, **body.model_dump())


def _fire(app: AppCtx, *, run_id: int, account_id: int, **given: Any) -> dict[str, Any]:
    reports.own_class(app, run_id, account_id)
    return incident_verbs.fire(app, run_id=run_id, account_id=account_id, **given)


@router.post("/{class_id}/incidents", response_model=S.IncidentFired, status_code=201)
async def fire_incident(class_id: int, body: S.NewIncident, who: Instructor, call: AppCall) -> Response:
    """Puts the incident into all malls of the class. 409 `run_not_running`."""
    return await call(_fire, status=201, run_id=class_id, account_id=who.account_id, **body.model_dump())


def _clear(app: AppCtx, *, run_id: int, incident_id: int, account_id: int) -> dict[str, Any]:
    reports.own_class(app, run_id, account_id)
    return incident_verbs.clear(app, run_id=run_id, incident_id=incident_id, account_id=account_id)


@router.post("/{class_id}/incidents/{incident_id}/clear", response_model=S.IncidentFired, status_code=202)
async def clear_incident(class_id: int, incident_id: int, who: Instructor, call: AppCall) -> Response:
    """Ends the incident in all malls. 409 `run_not_running`, `incident_does_not_end`, `incident_ended`."""
    return await call(_clear, status=202, run_id=class_id, incident_id=incident_id, account_id=who.account_id)


@router.get("/{class_id}/results", response_model=S.ClassResults)
async def results(class_id: int, who: Instructor, read: AppRead) -> Response:
    """One row for each place, the best first."""
    return await read(reports.class_results, run_id=class_id, account_id=who.account_id)


@router.get("/{class_id}/results.xlsx", response_class=Response, responses={200: {"content": {XLSX: {}}}})
async def results_sheet(class_id: int, who: Instructor, read: AppRead) -> Response:
    """The same as a workbook, with a second sheet of all cases."""
    data = await read.value(reports.sheet_data, run_id=class_id, account_id=who.account_id)
    name = quote(f"{data['name']}.xlsx")
    headers = {
        "Content-Disposition": f"attachment; filename=results-{class_id}.xlsx; filename*=UTF-8''{name}"
    }
    return Response(workbook(data), headers=headers, media_type=XLSX)


@router.get("/{class_id}/results/{place_id}", response_model=RS.Anything)
async def place_result(
    class_id: int, place_id: int, request: Request, who: Instructor, read: AppRead
) -> Response:
    """A trainee's result; while the class is still at it, as it stands now."""
    found = await read.value(
        reports.place_of_class, run_id=class_id, place_id=place_id, account_id=who.account_id
    )
    return await result_of(request, read, found["mall_id"], place=found["place"])
