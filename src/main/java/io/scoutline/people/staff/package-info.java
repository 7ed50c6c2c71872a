/**
 * Hiring, changing, dismissing; roles and teams; phones (P1).
 */
package io.scoutline.people.staff;
