package io.scoutline.pbx.asterisk.ami;

import java.time.Duration;
import java.time.Instant;

/**
 * A link's figures on the admin's page (pains 3 and 15).
 *
 * @param waiting messages read and not yet handed over
 * @param drops messages of this session that were read and never came out; anything but zero is a fault
 * @param sessions how often the link came up
 * @param failedResyncs listings that did not complete and were asked for again
 * @param lastResync null before the first
 * @param lastEvent null before the first
 * @param lagMedian from the PBX's clock to the hand-over, over the last minutes
 */
public record LinkFigures(long events, long waiting, long drops, long sessions, long failedResyncs,
    Instant lastResync, Instant lastEvent, Duration lagMedian, Duration lagP99) {}
