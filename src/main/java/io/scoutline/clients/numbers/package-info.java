/**
 * Numbers: their place and time zone, and the ones that are refused (P4.4).
 */
package io.scoutline.clients.numbers;
