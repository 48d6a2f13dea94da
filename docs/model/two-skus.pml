/*
 * The stock cache with one product of two SKUs, written by two instances, and with a hold that ends while it is cached.
 * Companion of epochs.pml. Here the database is a log of commits with snapshots: what a transaction reads is what stood
 * when it began. Writer w adds one to SKU w: it begins, fences, commits, releases.
 *
 * Claims, checked at every answer:
 *   FRESH   each SKU is at least what was committed when the request began
 *   ENDED   units of a hold that had ended when the request began are not shown as held, and never more than there are
 *   LABEL   an answer labelled v holds every change up to v, because clients order answers by v
 *
 * Switched on by name:  CALM (no crash, nothing ends, no release is lost: short trails)   HOLD (SKU 0 holds one unit that ends)
 *   EXTEND (writer 0 extends the hold)   STEPS (the database is read in several steps)   BRACKET (between two equal reads
 *   of product_stock)
 * Mutants:  SUM_VERSION (the version is the sum of the SKUs')   READ_BEFORE (SKUs read before the transaction)
 *   NO_HIGHEST (a release publishes whatever version)   NO_SPOILT (an ended fence spoils nothing)
 *   NO_FREE_AT (values carry no end of a hold)   HIT_UNCHECKED (ACQUIRE does not look at it)   SLOW_CLOCK (a reader's clock
 *   may stand behind the database's)   EXTEND_UNFENCED (an extension neither fences nor raises the version)
 *   VERSION_LAST (in STEPS, the version is read last)
 */
#ifndef EVENTS
#define EVENTS 4
#endif
#define NOTHING 255
#ifdef EXTEND
#define HOLD
#endif

/* The database: state i is what stood after i commits, and product_stock.version of state i is i. */
byte commits = 0;
byte sku0[3]; byte sku1[3];
byte writing = NOTHING;             /* the transaction that has raised product_stock and not ended */
bool late[2];                       /* can no longer commit */

/* Redis. `held`: 0 nothing is held, 1 held and its end is known, 2 held and the end unknown, 3 counted as free twice. */
#ifdef HOLD
#define AT_FIRST 1
#else
#define AT_FIRST 0
#endif
bool cached = 1; byte cachedVersion = 0, cached0 = 0, cached1 = 0, cachedHeld = AT_FIRST;
bool lease = 0; bool fence[2]; byte highest = 0; bool spoilt = 0;
#define FENCED (fence[0] || fence[1])

/* Whether the hold's end has come: by the database's clock, and by the reader's estimate of it. */
bool ended = 0; bool readerSaysEnded = 0;
#ifdef HOLD
#define HELD_IN(q) ((q == 0 && !ended) -> 1 : 0)
#else
#define HELD_IN(q) 0
#endif
#if defined(HOLD) && !defined(NO_FREE_AT)
#define PAST(h) (h == 1 && readerSaysEnded)
#else
#define PAST(h) 0
#endif
#ifdef HIT_UNCHECKED
#define PAST_HIT(h) 0
#else
#define PAST_HIT(h) PAST(h)
#endif
#ifdef NO_HIGHEST
#define IS_NEWEST 1
#else
#define IS_NEWEST (version == highest)
#endif
#ifdef NO_SPOILT
#define IS_CLEAN 1
#else
#define IS_CLEAN (!spoilt)
#endif

inline check(v, q0, q1, h) {
#ifdef EXTEND_UNFENCED
  assert(q1 >= floor1 && !(floor0 == 1 && q0 == 0 && h == 0));
#else
  assert(q0 >= floor0 && q1 >= floor1);                    /* FRESH */
  assert(q0 >= sku0[v] && q1 >= sku1[v]);                  /* LABEL */
#endif
  assert(!(h != 0 && endedBefore) && h != 3);              /* ENDED */
#ifdef HOLD
  assert(ended || q0 != 0 || h != 0)                       /* ENDED: nor free before its end */
#endif
}

proctype Reader() {
  byte floor0, floor1, v, q0, q1, h, i, done = 0; bool endedBefore, holdFound, leased;
again: skip;
  d_step { floor0 = sku0[commits]; floor1 = sku1[commits]; endedBefore = ended };   /* the request begins */
  atomic { if :: cached && !PAST(cachedHeld) ->                                     /* plain read */
                 check(cachedVersion, cached0, cached1, cachedHeld); goto answered
              :: else fi };
  atomic {                                                                          /* ACQUIRE */
    if :: cached && PAST_HIT(cachedHeld) -> cached = 0
       :: cached && !PAST_HIT(cachedHeld) ->
          check(cachedVersion, cached0, cached1, cachedHeld); goto answered
       :: else fi;
    if :: FENCED || lease -> skip
       :: else -> lease = 1; highest = 0; spoilt = 0; leased = 1 fi };
database: skip;
#ifndef STEPS
  d_step { v = commits; q0 = sku0[v]; q1 = sku1[v]; h = HELD_IN(q0) };
#else
#ifndef VERSION_LAST
  v = commits;
#endif
  q0 = sku0[commits];
  q1 = sku1[commits];
#ifdef HOLD
  atomic {                                                 /* holds live in another collection than the rows */
    holdFound = (sku0[commits] == 0);
    if :: q0 == 0 && holdFound -> h = HELD_IN(q0)
       :: q0 == 0 && !holdFound -> h = 2
       :: q0 != 0 && holdFound && ended -> h = 3
       :: else -> h = 0 fi };
#endif
#ifdef VERSION_LAST
  v = commits;
#endif
#ifdef BRACKET
  if :: v != commits -> goto database :: else fi;
#endif
#endif
  atomic { check(v, q0, q1, h);
    if :: leased && lease ->                                                        /* FILL */
          cached = 1; cachedVersion = v; cached0 = q0; cached1 = q1; cachedHeld = h; lease = 0; highest = 0; spoilt = 0
       :: else fi };
answered: skip;
  d_step { done++; leased = 0; v = 0; q0 = 0; q1 = 0; h = 0; holdFound = 0 };
  if :: done < 2 -> goto again :: else fi
}

proctype Writer(byte w) {
  byte base, mine, left0, left1, before0, before1, heldLeft, version; bool had;
#if defined(HOLD) && !defined(EXTEND)
  if :: w == 0 -> ended :: else fi;                        /* writer 0 writes the release of the ended hold */
#endif
#ifdef EXTEND_UNFENCED
  if :: w == 0 ->
        atomic { !ended -> base = commits };
        atomic { commits++; sku0[commits] = sku0[commits - 1] + 1; sku1[commits] = sku1[commits - 1] };
        goto done
     :: else fi;
#endif
#ifdef READ_BEFORE
  d_step { before0 = sku0[commits]; before1 = sku1[commits] };
#endif
#ifdef SUM_VERSION
  d_step { base = commits; heldLeft = HELD_IN(sku0[base]) };                        /* the two write different rows: no conflict */
#else
  atomic { writing == NOTHING -> writing = w; base = commits; heldLeft = HELD_IN(sku0[base]) };
#endif
  if :: skip
     :: goto undone                                                                 /* nothing to write, or refused */
#ifndef CALM
     :: goto crashed
#endif
  fi;
#ifdef EXTEND
  if :: w == 0 && ended -> goto undone :: else fi;
#endif
  atomic { cached = 0; lease = 0; fence[w] = 1 };                                   /* FENCE */
  if :: skip
     :: goto refused
#ifndef CALM
     :: goto crashed
#endif
  fi;
  atomic {                                                                          /* COMMIT */
    if :: late[w] -> goto crashed
       :: else ->
          commits++; mine = commits;
          sku0[commits] = sku0[commits - 1] + (w == 0 -> 1 : 0);
          sku1[commits] = sku1[commits - 1] + (w == 1 -> 1 : 0);
          if :: writing == w -> writing = NOTHING :: else fi fi };
  d_step {                                                                          /* what it publishes */
    left0 = sku0[base] + (w == 0 -> 1 : 0);
    left1 = sku1[base] + (w == 1 -> 1 : 0);
#ifdef READ_BEFORE
    if :: w == 0 -> left1 = before1 :: else -> left0 = before0 fi;
#endif
    if :: left0 != 0 -> heldLeft = 0 :: else fi;
#ifdef SUM_VERSION
    version = left0 + left1
#else
    version = base + 1
#endif
  };
  if :: atomic {                                                                    /* RELEASE */
          had = fence[w]; fence[w] = 0;
          if :: version > highest -> highest = version :: else fi;
          if :: !had -> cached = 0; lease = 0
             :: had && FENCED -> skip
             :: else ->
                if :: IS_NEWEST && IS_CLEAN ->
                      cached = 1; cachedVersion = version; cached0 = left0; cached1 = left1; cachedHeld = heldLeft
                   :: else fi;
                highest = 0; spoilt = 0 fi }
#ifndef CALM
     :: skip
#endif
  fi;
  goto done;
refused:
  atomic {
    if :: writing == w -> writing = NOTHING :: else fi;
    had = fence[w]; fence[w] = 0;
    if :: !had -> cached = 0; lease = 0
       :: had && FENCED -> skip
       :: else -> highest = 0; spoilt = 0 fi };
  goto done;
undone:
crashed:
  atomic { if :: writing == w -> writing = NOTHING :: else fi };
done: skip
}

proctype World() {
  byte happened = 0;
  do
#ifndef CALM
  :: happened < EVENTS && !late[0] -> atomic { happened++; late[0] = 1 }
  :: happened < EVENTS && !late[1] -> atomic { happened++; late[1] = 1 }
  :: happened < EVENTS && late[0] && fence[0] -> atomic { happened++; fence[0] = 0; spoilt = 1 }
  :: happened < EVENTS && late[1] && fence[1] -> atomic { happened++; fence[1] = 0; spoilt = 1 }
  :: happened < EVENTS && lease -> atomic { happened++; lease = 0 }
  :: happened < EVENTS && cached -> atomic { happened++; cached = 0 }
#endif
#ifdef HOLD
  :: !readerSaysEnded -> readerSaysEnded = 1
#ifdef SLOW_CLOCK
  :: !ended -> ended = 1
#else
  :: !ended && readerSaysEnded -> ended = 1                /* an estimate of the database's time is never behind it */
#endif
#endif
  :: break
  od
}

init { atomic { run Reader(); run Writer(0); run Writer(1); run World() } }
