"""Whatever comes in whatever order, kills included: the table of jobs agrees with a model of a few lines."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from cadwidgets.errors import Busy
from cadwidgets.service.accounts import Accounts
from cadwidgets.service.charges import QuotaSpent
from cadwidgets.service.database import open_database
from cadwidgets.service.idempotency import KeyReused, Repeat
from cadwidgets.service.job_records import NewJob
from cadwidgets.service.jobs import MAX_ATTEMPTS, JobTable

QUOTA, MAX_UNFINISHED, MAX_OF_ACCOUNT = 4, 6, 4
ACCOUNTS = ("a", "b")


class Modelled:
    """What a job should be."""

    def __init__(self, new: NewJob) -> None:
        self.new, self.state, self.attempts, self.has_key = new, "queued", 0, bool(new.repeat.key)

    @property
    def unfinished(self) -> bool:
        return self.state in ("queued", "running")


class JobMachine(RuleBasedStateMachine):
    """Two accounts with a quota; builds, CAD requests, repeated calls; ends of all kinds, and kills."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.engine = open_database(Path(self.folder.name))
        accounts = Accounts(self.engine, [])
        for name in ACCOUNTS:
            accounts.add(name, QUOTA)
        self.jobs: dict[str, Modelled] = {}
        self.used = dict.fromkeys(ACCOUNTS, 0)
        self.kill()

    def teardown(self) -> None:
        self.engine.dispose()
        self.folder.cleanup()

    def kill(self) -> None:
        self.table = JobTable(self.engine, max_unfinished=MAX_UNFINISHED, max_of_account=MAX_OF_ACCOUNT)

    def unfinished(self, account: str = "", kind: str = "") -> int:
        return sum(
            job.unfinished and account in ("", job.new.account) and kind in ("", job.new.kind)
            for job in self.jobs.values()
        )

    def same_key(self, new: NewJob) -> str:
        return next(
            (
                job_id
                for job_id, job in self.jobs.items()
                if job.has_key and (job.new.repeat.key, job.new.account) == (new.repeat.key, new.account)
            ),
            "",
        )

    @rule(
        kind=st.sampled_from(["build", "cad"]),
        account=st.sampled_from(ACCOUNTS),
        key=st.sampled_from(["", "k1", "k2"]),
        said=st.sampled_from(["one", "other"]),
    )
    def accept(self, kind: str, account: str, key: str, said: str) -> None:
        repeat = Repeat(key, said) if key else Repeat()
        job_id = f"job {len(self.jobs)}"
        new = NewJob(kind, account, f"{account}/", said, job_id, repeat=repeat)  # type: ignore[arg-type]
        earlier = self.same_key(new) if key else ""
        try:
            job, is_new = self.table.accept(new)
        except KeyReused:
            assert self.jobs[earlier].new.repeat.digest != said
        except QuotaSpent:
            assert kind == "build"
            assert not earlier
            assert self.used[account] + self.unfinished(account, "build") >= QUOTA
        except Busy:
            assert not earlier
            assert self.unfinished() >= MAX_UNFINISHED or self.unfinished(account) >= MAX_OF_ACCOUNT
        else:
            assert (job.id, is_new) == ((earlier, False) if earlier else (job_id, True))
            self.jobs.setdefault(job.id, Modelled(new))

    def some_job(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.jobs)))

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        job_id = self.some_job(data)
        job = self.jobs[job_id]
        assert self.table.begin(job_id) == (job.state == "queued")
        if job.state == "queued":
            job.state, job.attempts = "running", job.attempts + 1

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        job_id = self.some_job(data)
        job = self.jobs[job_id]
        left = self.table.done(job_id, {})
        if job.state == "running":
            job.state = "done"
            self.used[job.new.account] += job.new.kind == "build"
        assert left == QUOTA - self.used[job.new.account]

    @precondition(lambda self: self.jobs)
    @rule(data=st.data(), kind=st.sampled_from(["script", "died", "timeout", "busy", "storage"]))
    def fail(self, data: st.DataObject, kind: str) -> None:
        job_id = self.some_job(data)
        self.table.fail(job_id, kind, "no", {"kind": kind, "message": "no"})
        if self.jobs[job_id].unfinished:
            self.jobs[job_id].state = "failed"
            self.jobs[job_id].has_key &= kind not in ("busy", "storage")

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        job_id = self.some_job(data)
        self.table.cancel(job_id)
        if self.jobs[job_id].unfinished:
            self.jobs[job_id].state, self.jobs[job_id].has_key = "cancelled", False

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def put_back(self, data: st.DataObject) -> None:
        job_id = self.some_job(data)
        job = self.jobs[job_id]
        assert self.table.put_back(job_id) == (job.state == "running")
        if job.state == "running":
            job.state, job.attempts = "queued", job.attempts - 1

    @rule()
    def kill_and_start(self) -> None:
        self.kill()
        waiting = {job.id for job in self.table.recover()}
        for job in filter(lambda job: job.unfinished, self.jobs.values()):
            if job.new.kind == "build" or (job.state == "running" and job.attempts >= MAX_ATTEMPTS):
                job.state, job.has_key = "failed", False
            else:
                job.state = "queued"
        assert waiting == {job_id for job_id, job in self.jobs.items() if job.unfinished}

    @invariant()
    def agree(self) -> None:
        for job_id, model in self.jobs.items():
            job = self.table.get(model.new.owner, job_id)
            assert job is not None
            assert (job.state, job.attempts) == (model.state, model.attempts)
            assert job.finished == bool(job.ended)
            assert job.charged == (model.state == "done" and model.new.kind == "build")
        accounts = Accounts(self.engine, [])
        assert {name: accounts.usage(name).used for name in ACCOUNTS} == self.used
        assert all(used <= QUOTA for used in self.used.values())


class TestJobs(JobMachine.TestCase):  # type: ignore[misc]  # made by hypothesis
    """A few stories."""

    settings = settings(max_examples=3, stateful_step_count=20, deadline=None)


@pytest.mark.long
class TestManyJobs(JobMachine.TestCase):  # type: ignore[misc]  # made by hypothesis
    """More and longer ones."""

    settings = settings(max_examples=20, stateful_step_count=40, deadline=None)
