package io.scoutline.clients.passport;

import io.scoutline.kernel.PhoneNumber;
import java.util.List;
import java.util.Optional;

/** A client to be entered, with the firms and numbers known from the start. */
public record NewClient(ClientFields fields, List<Firm> firms, List<Number> numbers) {

  /** At least one of the two is given. */
  public record Firm(Optional<String> name, Optional<String> taxId) {}

  /** @param shared whether it may be another client's as well */
  public record Number(PhoneNumber number, Optional<String> label, boolean shared) {}

  public NewClient {
    firms = List.copyOf(firms);
    numbers = List.copyOf(numbers);
  }
}
