package io.podwire.exhibits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.podwire.ipc.libc.ParentDeath;
import io.podwire.lab.Json;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunEnd;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A companion of a {@link MeasuredPair}: says that it is here, reads specs, a line each, and
 * answers each with the report of that end.
 */
final class EndMain {
  /** Writes a line. */
  static final ObjectWriter LINE =
      Json.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

  private EndMain() {}

  public static void main(String[] arguments) throws IOException {
    ParentDeath.killsThisProcess();
    System.out.println("here");
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer(Json.mapper().readValue(line, EndSpec.class)));
    }
  }

  private static String answer(EndSpec spec) throws JsonProcessingException {
    try (RunEnd end = RunEnd.open(spec)) {
      return LINE.writeValueAsString(end.run());
    } catch (RuntimeException e) {
      return "failed: " + e.getMessage();
    }
  }
}
