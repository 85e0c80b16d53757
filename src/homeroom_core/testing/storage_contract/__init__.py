"""The contract of a store, as tests: subclass it, say how your store is made, run pytest.

    from homeroom_core.testing import StorageContract

    class TestOurStore(StorageContract):
        @pytest.fixture
        def storage(self, tmp_path):
            with closing(OurStore(tmp_path / "store")) as store:
                yield store

        def reopen(self, storage):
            storage.close()
            return OurStore(storage.path)

Each promise of `homeroom_core.storage` is a test of its own. Text is any Unicode text without lone
surrogates; in indexed fields, which every engine has to compare, also without NUL. Whole numbers in
indexed fields have 64 bits.
"""

from homeroom_core.storage import Storage
from homeroom_core.testing.storage_contract.contents import ContentPromises
from homeroom_core.testing.storage_contract.documents import DocumentPromises
from homeroom_core.testing.storage_contract.finding import FindPromises
from homeroom_core.testing.storage_contract.journal import JournalPromises
from homeroom_core.testing.storage_contract.lasting import LastingPromises
from homeroom_core.testing.storage_contract.sessions import SessionPromises


class StorageContract(
    JournalPromises,
    DocumentPromises,
    FindPromises,
    SessionPromises,
    ContentPromises,
    LastingPromises,
):
    """Tests of every promise a store makes. Subclasses give the fixture `storage`: an empty store.

    A store that keeps anything beyond its own life overrides `reopen` as well.
    """

    def test_its_address_is_a_url_of_a_scheme(self, storage: Storage) -> None:
        scheme, colon, _rest = storage.url.partition(":")
        assert (scheme.isidentifier(), colon) == (True, ":")
