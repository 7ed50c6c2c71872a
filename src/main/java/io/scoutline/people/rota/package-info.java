/**
 * Shifts and absences with their deputies.
 */
package io.scoutline.people.rota;
