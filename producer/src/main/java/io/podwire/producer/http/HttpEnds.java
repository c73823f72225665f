package io.podwire.producer.http;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunEnd;
import io.podwire.quarkus.run.ChannelEnds;
import io.podwire.quarkus.run.EndOpener;
import io.podwire.quarkus.run.ProcessUsage;
import io.podwire.quarkus.run.RunLimits;
import io.podwire.quarkus.run.RunningEnd;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Opens sources over HTTP. A message is a POST to the consumer and its whole response: in a round
 * trip that is the latency, in a stream the requests follow each other. CPU time is the process's,
 * as at the sink: the client's own threads do most of the work.
 */
@Singleton
public final class HttpEnds implements EndOpener {
  private static final Pattern ADDRESS = Pattern.compile("http://[\\w.-]+:\\d{1,5}");

  private final HttpMessages messages;

  HttpEnds(HttpMessages messages) {
    this.messages = messages;
  }

  @Override
  public void validate(EndSpec spec) {
    if (!ADDRESS.matcher(spec.run().channel()).matches()) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          String.format(
              Locale.ROOT,
              "'%s' is not the address of a consumer; write http://host:port",
              spec.run().channel()));
    }
    RunLimits.requireHttpMessage(spec);
  }

  @Override
  public RunningEnd open(EndSpec spec) {
    HttpSender sender = new HttpSender(messages, spec);
    Channel channel = Channel.of(sender, new HttpAnswers(sender));
    return ChannelEnds.of(RunEnd.over(spec, channel, ProcessUsage::now));
  }
}
