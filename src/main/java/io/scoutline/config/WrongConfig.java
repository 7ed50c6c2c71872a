package io.scoutline.config;

import java.util.List;
import java.util.stream.Collectors;

/** The server cannot start with this configuration; all its faults at once. */
public final class WrongConfig extends RuntimeException {

  /** {@code EX_CONFIG} of sysexits.h. */
  public static final int EXIT_CODE = 78;

  private final List<ConfigFault> faults;

  public WrongConfig(List<ConfigFault> faults) {
    super(faults.stream().map(ConfigFault::toString).collect(Collectors.joining(System.lineSeparator())));
    this.faults = List.copyOf(faults);
  }

  public List<ConfigFault> faults() {
    return faults;
  }
}
