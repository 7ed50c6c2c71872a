/**
 * Persons, teams, shifts and absences as everybody sees them, in memory.
 */
package io.scoutline.people;
