package io.podwire.e2e.cluster;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** In which order the containers of a release's pods start, in every state that the API shows. */
final class StartOrder implements Watcher<Pod>, AutoCloseable {
  private final List<String> early = new CopyOnWriteArrayList<>();
  private final Set<String> heldBack = ConcurrentHashMap.newKeySet();
  private final Watch watch;

  /** Watches from now on, before there are pods. */
  StartOrder(Installation release) {
    this.watch = release.client().pods().inNamespace(release.namespace()).watch(this);
  }

  @Override
  public void eventReceived(Action action, Pod pod) {
    String name = pod.getMetadata().getName();
    for (ContainerStatus sidecar : pod.getStatus().getInitContainerStatuses()) {
      if (!Boolean.TRUE.equals(sidecar.getStarted())) {
        List<String> begun =
            pod.getStatus().getContainerStatuses().stream()
                .filter(app -> hasBegun(app.getState()))
                .map(app -> name + " " + app.getName())
                .toList();
        early.addAll(begun);
        if (begun.isEmpty() && hasBegun(sidecar.getState())) {
          heldBack.add(name);
        }
      }
    }
  }

  private static boolean hasBegun(ContainerState state) {
    return state.getRunning() != null || state.getTerminated() != null;
  }

  /** Apps that were seen to run before their sidecar's startup probe had passed. */
  List<String> early() {
    return List.copyOf(early);
  }

  /** Pods whose sidecar was seen to run with its startup probe not passed and no app begun. */
  Set<String> heldBack() {
    return Set.copyOf(heldBack);
  }

  @Override
  public void onClose(WatcherException e) {
    early.add("the watch broke: " + e.getMessage()); // what it missed is not known
  }

  @Override
  public void close() {
    watch.close();
  }
}
