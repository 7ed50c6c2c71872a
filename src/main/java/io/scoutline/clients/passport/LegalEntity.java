package io.scoutline.clients.passport;

import java.util.Optional;

/** A firm of the client; at least one of the two is given. */
public record LegalEntity(long id, Optional<String> name, Optional<String> taxId) {}
