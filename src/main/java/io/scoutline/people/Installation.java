package io.scoutline.people;

import io.scoutline.kernel.BusinessZone;

/**
 * What every page must know of the server it talks to.
 *
 * @param region ISO 3166 code of the country whose national number format is understood
 * @param version of the program; a page of another version reloads itself
 */
public record Installation(BusinessZone zone, String region, boolean demo, String version) {}
