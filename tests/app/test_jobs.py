"""Jobs: one at a time, the newest input wins, results in the UI thread."""

import threading

import pytest
from PySide6.QtCore import QThread, QThreadPool

from editor.app.jobs import EachJob, LatestJob


class AtOnce:
    """A pool that runs at once."""

    def start(self, work):
        work()


class Later:
    """A pool that runs when told."""

    def __init__(self):
        self.waiting = []

    def start(self, work):
        self.waiting.append(work)

    def run_one(self):
        self.waiting.pop(0)()


@pytest.fixture
def heard():
    return []


def job_of(work, pool, heard):
    job = LatestJob(work, pool)
    job.finished.connect(heard.append)
    job.failed.connect(lambda error: heard.append(str(error)))
    return job


def test_work_runs_and_tells_its_result(heard):
    job = job_of(len, AtOnce(), heard)
    job.submit("abc")
    assert heard == [3]
    assert not job.busy


def test_only_the_newest_input_that_waits_is_run(heard):
    seen, pool = [], Later()

    def work(x):
        seen.append(x)
        return x

    job = job_of(work, pool, heard)
    for i in range(5):
        job.submit(i)
    assert len(pool.waiting) == 1
    pool.run_one()
    pool.run_one()
    assert seen == [0, 4]
    assert heard == [4]
    assert not pool.waiting
    assert not job.busy


def test_each_input_is_worked_on_in_its_turn_and_told(heard):
    seen, pool = [], Later()

    def work(x):
        seen.append(x)
        return 12 // x

    job = EachJob(work, pool)
    job.finished.connect(heard.append)
    job.failed.connect(lambda error: heard.append(type(error)))
    for each in (1, 0, 3):
        job.submit(each)
    assert len(pool.waiting) == 1
    while pool.waiting:
        pool.run_one()
    assert seen == [1, 0, 3]
    assert heard == [12, ZeroDivisionError, 4]


def test_a_cancelled_result_is_not_told(heard):
    pool = Later()
    job = job_of(len, pool, heard)
    job.submit("abc")
    job.cancel()
    assert job.busy
    pool.run_one()
    assert heard == []
    assert not job.busy


def test_a_failure_is_told_and_the_next_one_runs(heard):
    job = job_of(lambda x: 1 // x, AtOnce(), heard)
    job.submit(0)
    job.submit(1)
    assert "zero" in heard[0]
    assert heard[1:] == [1]


def test_a_failure_that_nobody_listens_for_is_logged(caplog):
    job = LatestJob(lambda x: 1 // x, AtOnce())
    job.submit(0)
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]
    caplog.clear()


def test_results_of_a_thread_arrive_in_the_ui_thread(qtbot):
    pool = QThreadPool()
    threads = []
    job = LatestJob(lambda _: threading.get_ident(), pool)
    job.finished.connect(lambda ident: threads.extend([ident, QThread.currentThread()]))
    with qtbot.waitSignal(job.finished):
        job.submit(None)
    assert threads[0] != threading.get_ident()
    assert threads[1] is job.thread()
    pool.waitForDone()


def test_a_job_may_go_while_its_work_runs(qtbot):
    pool, go = QThreadPool(), threading.Event()
    job = LatestJob(lambda _: go.wait(5), pool)
    job.submit(None)
    del job
    go.set()
    assert pool.waitForDone(30_000)


def test_five_thousand_emissions_are_survived(heard):
    # PySide 6.12.0 on Python 3.11 drops a reference to True or None with each and aborts.
    job = job_of(bool, AtOnce(), heard)
    for _ in range(5000):
        job.submit(1)
    assert len(heard) == 5000
