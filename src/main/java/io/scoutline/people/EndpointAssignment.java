package io.scoutline.people;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;

/**
 * A phone and whose it is: the PBX's own name of the device ({@code PJSIP/101}) and the extension it is dialled by.
 * A person may have several, also under one extension; an extension of a PBX belongs to one person. Both are
 * restricted to harmless characters, for they go into what the PBX is told (P16.2).
 */
public record EndpointAssignment(PbxName pbx, String name, String extension, PersonId person) {

  public EndpointAssignment {
    if (!name.matches("[A-Za-z0-9]{2,16}/[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("not an endpoint such as PJSIP/101");
    }
    if (!extension.matches("[0-9]{1,11}")) {
      throw new IllegalArgumentException("not an extension: 1 to 11 digits");
    }
  }
}
