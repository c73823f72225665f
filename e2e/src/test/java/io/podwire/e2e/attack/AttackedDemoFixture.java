package io.podwire.e2e.attack;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A demo for all tests of a class; after each of them all programs of pod a must be well. */
abstract class AttackedDemoFixture {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init") // by the method before all
  static AttackedDemo demo;

  @BeforeAll
  static void start() {
    demo = AttackedDemo.start();
  }

  @AfterAll
  static void end() {
    if (demo != null) {
      demo.close();
    }
  }

  @AfterEach
  void isWell() {
    await("all programs are well").atMost(PATIENCE).until(demo.a()::isHealthy);
  }
}
