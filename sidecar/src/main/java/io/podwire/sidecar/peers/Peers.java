package io.podwire.sidecar.peers;

import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.http.PodHttpException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The other pods: where they are, their source says; who they are, each says itself, asked every
 * {@value #PERIOD_SECONDS} s and at once when it comes, moves or changes. Threads may share it.
 */
public final class Peers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Peers.class);
  private static final long PERIOD_SECONDS = 2;

  private final PeerSource source;
  private final PodHttp http;
  private final Map<PeerAddress, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicLong questions = new AtomicLong();
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("peers").daemon().factory());

  /** What came of a question; those that were asked later count more, whichever comes first. */
  private record Answer(long question, Pod pod) {
    Answer orLater(Answer other) {
      return other.question() > question ? other : this;
    }
  }

  /** Knows the pods of this source. */
  public Peers(PeerSource source, PodHttp http) {
    this.source = source;
    this.http = http;
  }

  /** Starts looking and asking; does not block. */
  public void start() {
    source.start(this::changed);
    var ignored =
        clock.scheduleWithFixedDelay(this::turn, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void turn() {
    try {
      askAll();
    } catch (RuntimeException | Error e) { // whatever it is: the schedule would end with it
      LOG.error("the pods could not be asked who they are", e);
    }
  }

  /** Forgets who is gone; asks who is new, or the same in another state. */
  private void changed() {
    List<PeerAddress> now = source.peers();
    answers.keySet().retainAll(now);
    now.stream().filter(peer -> !answers.containsKey(peer)).forEach(this::submit);
  }

  private Optional<Future<?>> submit(PeerAddress peer) {
    try {
      return Optional.of(asking.submit(() -> ask(peer)));
    } catch (RejectedExecutionException closed) {
      return Optional.empty();
    }
  }

  private void ask(PeerAddress peer) {
    Answer answer = new Answer(questions.incrementAndGet(), answer(peer));
    if (source.peers().contains(peer)) {
      answers.merge(peer, answer, Answer::orLater);
    }
  }

  private Pod answer(PeerAddress peer) {
    try {
      Pod pod = http.get(peer.sidecarUrl() + "/api/topology", Topology.class).self();
      return placed(pod, peer).with(peer.ready(), true);
    } catch (PodHttpException e) { // silent, or with an answer that names no pod
      return unanswered(peer);
    }
  }

  private Pod unanswered(PeerAddress peer) {
    Pod before = pod(peer);
    return before.with(before.ready() && peer.ready(), false);
  }

  /** What the source knows of a pod's place goes before what the pod says. */
  private static Pod placed(Pod pod, PeerAddress peer) {
    return pod.at(
        peer.incarnation().isEmpty() ? pod.incarnation() : peer.incarnation(),
        peer.node().isEmpty() ? pod.node() : peer.node(),
        peer.zone().isEmpty() ? pod.zone() : peer.zone());
  }

  private void askAll() {
    List<Optional<Future<?>>> all = source.peers().stream().map(this::submit).toList();
    all.forEach(asked -> asked.ifPresent(Peers::await));
  }

  private static void await(Future<?> asked) {
    try {
      asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) { // whatever it is: the schedule would end with it
      LOG.error("a pod could not be asked who it is", e.getCause());
    }
  }

  /** Asks all of them now and waits, so that {@link #all} is fresh. */
  public List<Pod> refreshed() {
    askAll();
    return all();
  }

  /** All peers: those of a list in its order, others by name. */
  public List<Pod> all() {
    return source.peers().stream().map(this::pod).toList();
  }

  private Pod pod(PeerAddress peer) {
    Answer known = answers.get(peer);
    return known == null ? placed(Pod.unknown(peer.name(), peer.sidecarUrl()), peer) : known.pod();
  }

  /**
   * Whether there is another pod of this name. One of a list of URLs has a name once it has
   * answered. Does not block.
   */
  public boolean knows(String name) {
    return all().stream().anyMatch(pod -> pod.name().equals(name));
  }

  /** The own pod as the source knows it, for its place. */
  public Pod placed(Pod self) {
    return source.self().map(own -> placed(self, own).with(own.ready(), true)).orElse(self);
  }

  /**
   * Where the live messages of the pod {@code self} go: to the next ready pod by name, the first
   * after the last, so that each pod sends to one and receives from one.
   */
  public Optional<PeerRelay> nextRelay(String self) {
    List<Pod> ready =
        all().stream()
            .filter(pod -> pod.ready() && !pod.relay().isEmpty())
            .sorted(Comparator.comparing(Pod::name, NameOrder.NATURAL))
            .toList();
    return ready.stream()
        .filter(pod -> NameOrder.NATURAL.compare(pod.name(), self) > 0)
        .findFirst()
        .or(() -> ready.stream().findFirst())
        .map(pod -> new PeerRelay(pod.name() + " " + pod.incarnation(), pod.relay()));
  }

  /** How many answered last time. */
  public long reachable() {
    return all().stream().filter(Pod::reachable).count();
  }

  /** Why the source does not hear from the Kubernetes API; empty where it does or does not ask. */
  public Optional<String> fault() {
    return source.fault();
  }

  /** Whether the source hears from the Kubernetes API; empty where it does not ask it. */
  public Optional<Boolean> connected() {
    return source.connected();
  }

  @Override
  public void close() {
    source.close();
    clock.shutdownNow();
    asking.shutdownNow();
  }
}
