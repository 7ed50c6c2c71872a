/**
 * What operations see: health, the management port, metrics of the database, logs.
 */
package io.scoutline.platform.watch;
