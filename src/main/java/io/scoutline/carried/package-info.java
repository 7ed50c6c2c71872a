/**
 * What a PBX on another host sends by its script: its records and its finished recordings, put where the second witness
 * and the intake look, as if the PBX had left them there itself (P2.6, P6.1, P17.4).
 */
package io.scoutline.carried;
