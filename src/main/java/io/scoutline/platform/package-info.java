/** What every feature stands on: database, HTTP, live channel, health. Knows no feature. */
package io.scoutline.platform;
