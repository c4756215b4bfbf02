"""What the benchmark of the observer rests on: the mix of faults, and hosts that are found alike by all contenders."""

from __future__ import annotations

from collections import Counter

from tests.bench.observer import HOSTS, MIX, POLICY, RESULT, places, real


def test_two_thousand_addresses_on_about_four_hundred_hosts() -> None:
    found = places()
    assert len(found) == len({place.address for place in found}) == 2_000
    assert HOSTS <= len({place.host for place in found}) <= HOSTS + 10
    assert Counter(place.fault for place in found) == Counter(MIX)
    assert set(RESULT) <= set(MIX)


def test_faults_of_a_whole_host_have_hosts_of_their_own() -> None:
    whole = {place.host for place in places() if place.fault in ("refused", "self-signed")}
    assert not whole & {place.host for place in places() if place.fault not in ("refused", "self-signed")}
    assert {real(host, 80, (5, 6))[1] for host in whole if host.startswith("shut")} == {1}


def test_each_host_is_found_at_a_number_of_loopback_and_at_the_port_of_its_scheme() -> None:
    numbers = {real(place.host, 80, (5, 6)) for place in places()}
    assert all(number.startswith("127.") for number, _ in numbers)
    assert real("host-1.example", 80, (5, 6))[1] == 5
    assert real("host-1.example", 443, (5, 6))[1] == 6


def test_the_observer_is_measured_with_all_its_manners() -> None:
    assert POLICY.times_asked > 1 and POLICY.redirects_followed == 8 and POLICY.kilobytes_read == 256
