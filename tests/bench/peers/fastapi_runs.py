"""GET /: bearer token (HS256), 20 documents from SQLite, a declared reply.

Standard input: {"secret", "owner", "runs"}. Prints its address once it serves.
"""
import asyncio
import json
import socket
import sqlite3
import sys
from typing import Any, Dict, List, Optional

import fastapi
import jwt
import uvicorn
from pydantic import BaseModel

given = json.load(sys.stdin)
db = sqlite3.connect(":memory:")
db.execute("CREATE TABLE run (id TEXT PRIMARY KEY, owner TEXT, created TEXT, doc TEXT)")
db.execute("CREATE INDEX run_owner ON run (owner, created DESC)")
db.executemany(
    "INSERT INTO run VALUES (?, ?, ?, ?)",
    [(run["id"], given["owner"], run["createdAt"], json.dumps(run)) for run in given["runs"]],
)


class Usage(BaseModel):
    calls: int
    inputTokens: int
    outputTokens: int
    cost: float


class Level(BaseModel):
    price: float
    currency: str
    digits: int
    formula: str
    factIds: List[str]


class Decision(BaseModel):
    kind: str
    rating: Optional[str]
    confidence: Optional[float]
    risk: Optional[float]
    target: Optional[Level]


class Run(BaseModel):
    id: str
    ownerId: str
    ownerName: str
    instrument: Dict[str, Any]
    config: Dict[str, Any]
    status: str
    progressPct: float
    remainingMs: Optional[float]
    usage: Usage
    createdAt: str
    startedAt: Optional[str]
    finishedAt: Optional[str]
    failure: Optional[Dict[str, str]]
    decision: Optional[Decision]
    stream: str


class Page(BaseModel):
    items: List[Run]
    next: Optional[str]


app = fastapi.FastAPI()


async def owner(authorization: str = fastapi.Header()) -> str:
    try:
        return jwt.decode(authorization[len("Bearer "):], given["secret"], algorithms=["HS256"])["sub"]
    except jwt.PyJWTError:
        raise fastapi.HTTPException(401)


@app.get("/", response_model=Page, response_model_exclude_unset=True)
async def runs(account: str = fastapi.Depends(owner)):
    rows = db.execute("SELECT doc FROM run WHERE owner = ? ORDER BY created DESC LIMIT 20", (account,))
    return {"items": [json.loads(doc) for (doc,) in rows], "next": None}


listening = socket.socket()
listening.bind(("127.0.0.1", 0))


class Announced(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        loop = type(asyncio.get_running_loop()).__module__.split(".")[0]
        print(f"http://127.0.0.1:{listening.getsockname()[1]} {fastapi.__version__} {loop}", flush=True)


Announced(uvicorn.Config(app, log_level="error", access_log=False)).run(sockets=[listening])
