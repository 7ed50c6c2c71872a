package io.scoutline.clients.passport;

import io.scoutline.kernel.PhoneNumber;
import java.util.Optional;

/**
 * What whoever takes an unknown caller's call learns (P3.3).
 *
 * @param number empty when it was hidden or unreadable
 * @param source the answer to "how did you hear of us", which is obligatory (P10.3)
 */
public record CallerDraft(
    Optional<PhoneNumber> number, String name, Optional<String> contactName, String source,
    Optional<String> sourceDetail) {}
