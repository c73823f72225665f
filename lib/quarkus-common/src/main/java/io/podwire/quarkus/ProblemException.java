package io.podwire.quarkus;

/** A request that cannot be served; {@link ProblemMappers} answers it with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
  private final int status;

  private ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  /** 400: the request itself is wrong. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(400, detail);
  }

  /** 404: there is no such thing. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, detail);
  }

  /** 409: right in itself, but not now. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(409, detail);
  }

  /** 503: this program cannot serve it at present. */
  public static ProblemException unavailable(String detail) {
    return new ProblemException(503, detail);
  }

  /** The problem to answer with. */
  public Problem problem() {
    return Problem.of(status, String.valueOf(getMessage()));
  }
}
