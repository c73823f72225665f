package io.podwire.lab.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What lies between the cores of two ends, from near to far, as far as the kernel knows. */
public enum CoreDistance {
  /** One core for both: they take turns. */
  @JsonProperty("same-core")
  SAME_CORE,
  /** Two hardware threads of one physical core. */
  @JsonProperty("smt-siblings")
  SMT_SIBLINGS,
  /** Two physical cores that share their last-level cache. */
  @JsonProperty("shared-cache")
  SHARED_CACHE,
  /** Two last-level caches: every line that both use crosses between them. */
  @JsonProperty("other-cache")
  OTHER_CACHE,
  /** Two NUMA nodes: besides, one of them has the memory and the other has not. */
  @JsonProperty("other-numa-node")
  OTHER_NUMA_NODE
}
