"""What is done about a posted page that shall be kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from in_memory import InMemoryArticleStore
from made_up import NOON, article, deleted, failed, live

from presscut.service.posts import Posts, is_up_to_date
from presscut.storage.ports import TransientStorageError
from presscut.storage.records import Deleted, Failed, Live, Origin, posted_document_id
from presscut.version import EXTRACTOR_VERSION


@pytest.fixture
def posts() -> Posts:
    return Posts(InMemoryArticleStore(now=lambda: NOON), timedelta(days=90), now=lambda: NOON)


def test_the_first_post_is_new_and_the_second_is_not(posts: Posts) -> None:
    assert posts.keep("doc", article(), posts.known("doc"))
    assert not posts.keep("doc", article(), posts.known("doc"))
    assert is_up_to_date(posts.known("doc"))


def test_of_two_posts_at_the_same_moment_one_is_new(posts: Posts) -> None:
    neither_saw_the_other = posts.known("doc")
    later = Posts(posts.store, timedelta(days=90), now=lambda: NOON + timedelta(seconds=1))
    assert [each.keep("doc", article(), neither_saw_the_other) for each in (posts, later)] == [True, False]


def test_a_page_read_by_an_older_extractor_is_read_again_and_is_still_not_new(posts: Posts) -> None:
    assert posts.keep("doc", article("Badly read"), None)
    known = posts.known("doc")
    assert isinstance(known, Live)
    old = replace(known, extractor_version=EXTRACTOR_VERSION - 1)
    posts.store.latest["doc"] = posts.store.history["doc", old.origin.sequence] = old
    assert not is_up_to_date(old)

    assert not posts.keep("doc", article("Well read"), old)

    truth = posts.known("doc")
    assert isinstance(truth, Live)
    assert truth.article.headline == "Well read"
    assert len(posts.store.history) == 1


def test_a_post_after_a_deletion_brings_the_page_back_as_new(posts: Posts) -> None:
    posts.store.put(Deleted(Origin("doc", "00" * 16, NOON), NOON + timedelta(days=90)))
    assert posts.keep("doc", article(), posts.known("doc"))
    assert isinstance(posts.known("doc"), Live)


def test_a_deletion_in_the_meantime_is_worth_another_try(posts: Posts) -> None:
    posts.store.put(deleted(sequencer="FF"))
    with pytest.raises(TransientStorageError):
        posts.keep("doc", article(), None)


def test_a_deletion_takes_the_place_right_after_the_version_that_was_there(posts: Posts) -> None:
    dropped = live(sequencer="0055AED6DCD90281E5")
    posts.store.put(dropped)

    posts.remove(dropped)

    tombstone = posts.known("doc")
    assert isinstance(tombstone, Deleted)
    assert tombstone.expires_at == NOON + timedelta(days=90)
    assert tombstone.origin.key == dropped.origin.key
    assert posts.store.put(dropped) == "stale"  # late news of what was deleted, and of all before it
    assert posts.store.put(live(sequencer="0055AED6DCD90281E4")) == "stale"
    assert isinstance(posts.known("doc"), Deleted)


def test_the_least_later_drop_brings_a_deleted_page_back_whatever_the_clock_says(posts: Posts) -> None:
    dropped = live(sequencer="0055AED6DCD90281E5")
    posts.store.put(dropped)
    posts.remove(dropped)
    assert posts.store.put(live(sequencer="0055AED6DCD90281E501")) == "stored"
    assert isinstance(posts.known("doc"), Live)


def test_a_failure_can_be_deleted_too_and_twice_the_same_is_once(posts: Posts) -> None:
    posts.store.put(failed())
    known = posts.known("doc")
    assert isinstance(known, Failed)
    posts.remove(known)
    posts.remove(known)
    assert isinstance(posts.known("doc"), Deleted)


def test_a_newer_version_in_the_meantime_is_not_deleted(posts: Posts) -> None:
    posts.store.put(live(sequencer="02"))
    with pytest.raises(TransientStorageError):
        posts.remove(live(sequencer="01"))
    assert isinstance(posts.known("doc"), Live)


def test_a_posted_page_may_be_deleted_and_posted_again_any_number_of_times(posts: Posts) -> None:
    for second in range(3):
        now = Posts(posts.store, timedelta(days=90), now=lambda second=second: NOON + timedelta(seconds=second))
        assert now.keep("doc", article(), now.known("doc"))
        known = now.known("doc")
        assert isinstance(known, Live)
        now.remove(known)
        assert isinstance(now.known("doc"), Deleted)


def test_only_a_live_article_can_be_up_to_date() -> None:
    assert is_up_to_date(live(extractor_version=EXTRACTOR_VERSION))
    assert not is_up_to_date(None)
    assert not is_up_to_date(deleted())


def test_all_that_decides_what_the_article_will_be_decides_its_id() -> None:
    ids = {
        posted_document_id(b"<p>a", None, None),
        posted_document_id(b"<p>b", None, None),
        posted_document_id(b"<p>a", "https://a.example/", None),
        posted_document_id(b"<p>a", None, "utf-8"),
        posted_document_id(b"<p>a", "utf-8", None),
    }
    assert len(ids) == 5
    assert posted_document_id(b"<p>a", None, " UTF-8") == posted_document_id(b"<p>a", None, "utf-8")
