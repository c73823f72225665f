package io.podwire.sidecar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.podwire.sidecar.peers.PeerAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {
  @Test
  void shouldTellNameIncarnationAddressAndPlace() {
    assertThat(
            Slices.pods(List.of(TestSlices.slice("s", TestSlices.ready("podwire-0", "u1", "n1")))))
        .containsExactly(
            new PeerAddress("podwire-0", "u1", "http://10.0.0.1:8080", "n1", "zone-n1", true));
  }

  @Test
  void shouldNotInventAZoneForANodeWithoutOne() {
    EndpointSlice slice = TestSlices.slice("s", TestSlices.ready("podwire-0", "u1", "n1"));
    slice.getEndpoints().getFirst().setZone(null);
    assertThat(Slices.pods(List.of(slice))).extracting(PeerAddress::zone).containsExactly("");
  }

  @Test
  void shouldPutAnIpv6AddressInBrackets() {
    EndpointSlice slice = TestSlices.slice("s", TestSlices.ready("podwire-0", "u1", "n1"));
    slice.setAddressType("IPv6");
    slice.getEndpoints().getFirst().setAddresses(List.of("fd00:10:244::5"));
    assertThat(Slices.pods(List.of(slice)))
        .extracting(PeerAddress::sidecarUrl)
        .containsExactly("http://[fd00:10:244::5]:8080");
  }

  @Test
  void shouldOrderPodsAsPeopleCount() {
    EndpointSlice slice =
        TestSlices.slice(
            "s",
            TestSlices.ready("podwire-10", "u10", "n1"),
            TestSlices.ready("podwire-2", "u2", "n1"));
    assertThat(Slices.pods(List.of(slice)))
        .extracting(PeerAddress::name)
        .containsExactly("podwire-2", "podwire-10");
  }

  @Test
  void shouldMergeManySlicesAndTakeAPodInTwoOfThemOnce() {
    List<EndpointSlice> slices =
        IntStream.range(0, 3)
            .mapToObj(
                slice ->
                    TestSlices.slice(
                        "s" + slice,
                        IntStream.range(slice * 90, slice * 90 + 100)
                            .mapToObj(i -> TestSlices.ready("podwire-" + i, "u" + i, "n1"))
                            .toArray(io.fabric8.kubernetes.api.model.discovery.v1.Endpoint[]::new)))
            .toList();
    assertThat(Slices.pods(slices)).hasSize(280).doesNotHaveDuplicates();
  }

  @Test
  void shouldPassOverASliceThatIsEmpty() {
    EndpointSlice empty = TestSlices.slice("s0");
    empty.setEndpoints(null); // as the API server says it
    empty.setPorts(null);
    EndpointSlice slice = TestSlices.slice("s1", TestSlices.ready("podwire-0", "u0", "n1"));
    assertThat(Slices.pods(List.of(empty, slice)))
        .extracting(PeerAddress::name)
        .containsExactly("podwire-0");
  }

  @Test
  void shouldPreferTheIncarnationThatTakesTraffic() {
    EndpointSlice old = TestSlices.slice("s1", TestSlices.terminating("podwire-0", "u1", "n1"));
    EndpointSlice fresh = TestSlices.slice("s2", TestSlices.ready("podwire-0", "u2", "n2"));
    assertThat(Slices.pods(List.of(old, fresh)))
        .singleElement()
        .extracting(PeerAddress::incarnation, PeerAddress::ready)
        .containsExactly("u2", true);
  }

  @Test
  void shouldNotCallATerminatingPodReady() {
    assertThat(Slices.pods(List.of(TestSlices.slice("s", TestSlices.terminating("p", "u", "n")))))
        .singleElement()
        .extracting(PeerAddress::ready)
        .isEqualTo(false);
  }
}
