package io.podwire.sidecar.cluster;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.podwire.sidecar.peers.PeerAddress;
import io.podwire.sidecar.peers.PeerSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The pods behind a headless Service, by an informer on its EndpointSlices. While the API is away
 * it goes on with what it knows and says so, once. Threads may share it.
 */
final class EndpointSlices implements PeerSource {
  private static final Logger LOG = Logger.getLogger("cluster");
  private static final int FORBIDDEN = 403;
  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private final KubernetesClient client;
  private final Where where;
  private final Duration look;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cluster-api").daemon().factory());
  private final Object updating = new Object();
  private volatile List<PeerAddress> pods = List.of();
  private volatile @Nullable SharedIndexInformer<EndpointSlice> informer;
  private volatile @Nullable String fault =
      "the Kubernetes API has not answered yet; see that the NetworkPolicy lets this pod reach its port (networkPolicy.apiServerPorts)";
  private volatile @Nullable String refusal;
  private volatile boolean closed;
  private boolean differed;

  /**
   * Which pods.
   *
   * @param namespace of the Service
   * @param service its name
   * @param pod the own pod's name
   */
  record Where(String namespace, String service, String pod) {}

  /**
   * Watches when started.
   *
   * @param look how often to list the slices too: a broken watch is silent
   */
  EndpointSlices(KubernetesClient client, Where where, Duration look) {
    this.client = client;
    this.where = where;
    this.look = look;
  }

  @Override
  public void start(Runnable changed) {
    var ignored =
        clock.scheduleWithFixedDelay(
            () -> look(changed), 0, look.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Starts the informer once the API answers, and again whenever it may have missed something. */
  private void look(Runnable changed) {
    try {
      List<PeerAddress> listed = Slices.pods(slices().list().getItems());
      boolean wasAway = fault != null;
      heard();
      SharedIndexInformer<EndpointSlice> watching = informer;
      if (watching == null || wasAway || !watching.isWatching() || hasMissed(listed)) {
        watch(changed);
      }
    } catch (RuntimeException e) { // whatever it is: the schedule would end with it
      missed(ApiFault.describe(e));
    } catch (Error e) {
      missed("looking for the pods failed unexpectedly: " + e);
    }
  }

  /**
   * Whether the watch has missed what two looks in a row have seen: between one look and the next
   * every event has long come.
   */
  private boolean hasMissed(List<PeerAddress> listed) {
    boolean differs = !listed.equals(pods);
    boolean missed = differs && differed;
    differed = differs && !missed;
    if (missed) {
      LOG.warn("the watch of the EndpointSlices is silent although they changed; watching anew");
    }
    return missed;
  }

  private FilterWatchListDeletable<EndpointSlice, EndpointSliceList, Resource<EndpointSlice>>
      slices() {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(where.namespace())
        .withLabel(SERVICE_LABEL, where.service());
  }

  private void watch(Runnable changed) {
    SharedIndexInformer<EndpointSlice> made = slices().runnableInformer(0);
    made.exceptionHandler(this::goesOn);
    made.addEventHandler(new Changes(() -> update(made, changed)));
    SharedIndexInformer<EndpointSlice> before = informer;
    informer = made;
    if (before != null) {
      before.stop();
    }
    made.start()
        .whenComplete((started, e) -> update(made, changed)); // a list without slices is news too
  }

  /** The informer lists and watches again after any fault; only a missing right is worth a word. */
  private boolean goesOn(boolean started, Throwable e) {
    if (e instanceof KubernetesClientException refused && refused.getCode() == FORBIDDEN) {
      String reason = ApiFault.describe(refused);
      if (!reason.equals(refusal)) {
        refusal = reason;
        LOG.warn(reason);
      }
    }
    return !closed;
  }

  private void update(SharedIndexInformer<EndpointSlice> slices, Runnable changed) {
    synchronized (updating) {
      List<PeerAddress> now = Slices.pods(slices.getStore().list());
      if (slices != informer || !slices.hasSynced()) {
        return; // of an informer that was replaced, or that has not read all yet
      }
      refusal = null;
      if (now.equals(pods)) {
        return;
      }
      pods = now;
    }
    changed.run();
  }

  private void heard() {
    if (fault != null) {
      fault = null;
      LOG.info("the Kubernetes API answers");
    }
  }

  private void missed(String reason) {
    if (!closed && !reason.equals(fault)) {
      fault = reason;
      LOG.warnf("%s; going on with the %d pods known", reason, pods.size());
    }
  }

  @Override
  public List<PeerAddress> peers() {
    return pods.stream().filter(pod -> !pod.name().equals(where.pod())).toList();
  }

  @Override
  public Optional<PeerAddress> self() {
    return pods.stream().filter(pod -> pod.name().equals(where.pod())).findFirst();
  }

  @Override
  public Optional<Boolean> connected() {
    SharedIndexInformer<EndpointSlice> watching = informer;
    return Optional.of(fault == null && watching != null && watching.isWatching());
  }

  @Override
  public Optional<String> fault() {
    String unheard = fault;
    if (unheard != null || connected().orElse(false)) {
      return Optional.ofNullable(unheard);
    }
    String refused = refusal;
    return Optional.of(
        refused == null ? "the EndpointSlices are not watched now; see this pod's log" : refused);
  }

  @Override
  public void close() {
    closed = true;
    clock.shutdownNow();
    SharedIndexInformer<EndpointSlice> watching = informer;
    if (watching != null) {
      watching.stop();
    }
  }

  /** Which slice it was does not matter: all are read again. */
  private record Changes(Runnable then) implements ResourceEventHandler<EndpointSlice> {
    @Override
    public void onAdd(EndpointSlice slice) {
      then.run();
    }

    @Override
    public void onUpdate(EndpointSlice before, EndpointSlice slice) {
      then.run();
    }

    @Override
    public void onDelete(EndpointSlice slice, boolean finalStateUnknown) {
      then.run();
    }
  }
}
