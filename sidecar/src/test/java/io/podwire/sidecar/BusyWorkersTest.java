package io.podwire.sidecar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The probes while every worker thread is taken and others wait for one. */
@QuarkusTest
@TestProfile(OnePod.class)
class BusyWorkersTest {
  private static final int TASKS = 12;

  private static final RestAssuredConfig DEADLINE =
      RestAssuredConfig.config()
          .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 10_000));

  @Inject ExecutorService workers;

  @Test
  void shouldAnswerProbesWhileEveryWorkerIsBlocked() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    CountDownLatch taken = new CountDownLatch(4); // quarkus.thread-pool.max-threads
    try {
      for (int i = 0; i < TASKS; i++) {
        workers.execute(() -> block(taken, free));
      }
      assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
      for (String check : new String[] {"started", "live", "ready"}) {
        given()
            .config(DEADLINE)
            .get("/q/health/" + check)
            .then()
            .statusCode(200)
            .body("status", is("UP"));
      }
    } finally {
      free.countDown();
    }
  }

  private static void block(CountDownLatch taken, CountDownLatch free) {
    taken.countDown();
    try {
      free.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
