/*
 * The stock cache with one product, two writers, readers, and everything that may go wrong around them: crashes, fences
 * and leases that end, a lost connection to Redis, an emptied Redis, and the change from one epoch to the next.
 * docs/cache.md explains the protocol; packages/adapters/src/cache is its code. `npm run model` checks it.
 *
 * A writer takes its view of the control document, begins its transaction (which raises the product's version, so that
 * two writers of a product are never between begin and commit at the same time), fences, commits, releases. Whoever is
 * told of the commit does not wait for the release, which may come late or never. What else is cached under a fence,
 * such as the lists' generation, is one more product to this protocol and needs no model of its own.
 *
 * Every Redis script and every database operation is one atomic step. Time is abstract: a fence may end at any moment
 * after the database would refuse its writer (LATE), never before. The claim, checked at every answer: it is not older
 * than what was committed when the request began, and nothing that was never committed.
 *
 * Faults, each switched on by its name:  CRASH  END (fences, leases and values end)  CUT (writer 0 loses Redis; with CONTROL)
 *   EMPTY (Redis forgets)  ABORT (transactions fail after their fence, and are given up or begun again)
 *   OTHER (writer 0 and reader 0 may be led to another Redis: empty, or a copy that lacks what came after it)
 *   READONLY (Redis answers and takes no writes)
 * The control document takes part with:  CONTROL  BY_HAND (a new epoch may begin at any time, as after a flush)
 * Readers who join reader 0's fill with:  JOIN (a script's sending, its effect and its answer are then three steps)
 * One ingredient taken away (mutants):   NO_FENCE  FENCE_AFTER (set after the commit)  NO_DEADLINE (the first write is not
 *   refused, so only the transaction's own limit holds, which counts from there)  SHORT_FENCE (ends while its transaction
 *   may live)  NO_CONFLICT (two transactions at a time)  ABORT_PUBLISHES  OTHER_EPOCH (a fence refused for its epoch is
 *   taken for an emptied cache)  NO_GUARD  NO_VIEW (readers need no valid view)  KEEP_LEASE (a fence leaves leases)
 *   ANY_JOINER (takes whatever came of a fill)  LATE_JOINER (joins until the fill is answered)  SHARE_HIT (takes a hit)
 *   ANY_WRITER, ANY_READER (a step is done in whatever Redis one is led to)  REFUSED_COUNTS (a refused fence counts as set)
 *   RULE1 to RULE6 (of docs/cache.md, the change of epochs)
 */
#ifndef READERS
#define READERS 2
#endif
#ifndef REQUESTS
#define REQUESTS 2
#endif
#ifndef EVENTS
#define EVENTS 3
#endif
#define NOTHING 255

/* The database: the newest committed version. Versions of one product are totally ordered by its lock. */
byte committed = 0;
byte writing = 0;             /* writer + 1 whose transaction has raised the version and not ended */
bool late[2];                 /* the database refuses this writer: its deadline was past at its begin, or its transaction's limit is */

/* Redis, for epochs 1 and 2; place 3 is epoch 1 in another Redis. */
byte value[4];                /* the version of the value, NOTHING when there is none */
byte lease[4];                /* reader + 1 that may fill, 0 for none */
bool fenceOf0[4]; bool fenceOf1[4];
byte highest[4];              /* the highest version released */
bool spoilt[4];               /* a fence ended without a release: publish nothing */
byte guard = 1;               /* the epoch that may be used, 0 when it is gone */
bool isOpen = 1;              /* false while the guard says drain */
byte otherGuard = 0;          /* in the other Redis: 1 when it is a copy */
bool refusing = 0;            /* takes no writes */
bool ledWriter = 0;           /* writer 0 is connected to the other Redis */
bool ledReader = 0;           /* reader 0 is */

/* The control document, and what each process last read of it. */
#define ON 1
#define OFF 2
#define DRAIN 3
byte mode = ON; byte epoch = 1;
byte readerView[READERS];     /* the epoch that a reader may use, 0 when it has no valid view of ON */
byte writerView[2];           /* the epoch to fence in, 0 for a valid view of OFF, NOTHING for none */
bool linked[2];               /* reaches Redis */
bool finished[2];
#define UNFENCED 9
byte acts[2];                 /* the epoch a writer has fenced in and not committed, or UNFENCED, 0 when there is nothing to wait for */

#if READERS > 1
#define NOBODY_READS (readerView[0] == 0 && readerView[1] == 0)
#else
#define NOBODY_READS (readerView[0] == 0)
#endif

/* Reader 0's fill: whether it may be joined, and what was committed when somebody of its process last did. */
bool flying = 0; byte joined = NOTHING;

inline setFence(e, w, is) { if :: w == 0 -> fenceOf0[e] = is :: else -> fenceOf1[e] = is fi }
#define FENCE_OF(e, w) ((w == 0) -> fenceOf0[e] : fenceOf1[e])
#define FENCED(e) (fenceOf0[e] || fenceOf1[e])
#ifdef NO_GUARD
#define GUARDED(e) 1
#else
#define GUARDED(e) ((e) == 3 -> otherGuard == 1 : guard == (e))
#endif
#define EMPTIED(e) ((e) == 3 -> otherGuard == 0 : guard == 0)
/* A step is written to a connection only while that is known to lead to the Redis that is meant. */
#ifdef ANY_READER
#define LEADS(r) 1
#define TAKE_PLACE(r) if :: r == 0 && ledReader && e == 1 -> e = 3 :: else fi
#else
#define LEADS(r) (r != 0 || !ledReader)
#define TAKE_PLACE(r) skip
#endif
#define TAKES(e) (!refusing || (e) == 3)
#ifdef NO_VIEW
#define MAY_READ(r) 1
#else
#define MAY_READ(r) readerView[r]
#endif

inline check(v) { assert(v >= floor && v <= committed) }

/* The fill of reader 0 is answered, with something to share or not. */
inline land(shares) {
#ifdef JOIN
  if :: r == 0 ->
        if :: shares && joined != NOTHING -> assert(got >= joined) :: else fi;
        flying = 0; joined = NOTHING
     :: else fi
#else
  skip
#endif
}
#ifdef ANY_JOINER
#define SHARES_FILL 1
#else
#define SHARES_FILL filled
#endif
#ifdef SHARE_HIT
#define SHARES_HIT 1
#else
#define SHARES_HIT 0
#endif

proctype Reader(byte r) {
  byte e, got, floor, done = 0; bool filled;
again: skip;
  atomic { floor = committed; e = MAY_READ(r);                                  /* the request begins */
    if :: e == 0 -> goto answered :: else fi };                                 /* the database itself */
  atomic { TAKE_PLACE(r);                                                       /* plain read */
    if :: !LEADS(r) -> goto answered :: else fi;
    if :: value[e] != NOTHING -> check(value[e]); goto answered
       :: else fi };
#ifdef JOIN
  flying = (r == 0);                                                            /* ACQUIRE is sent */
#endif
  atomic { TAKE_PLACE(r);                                                       /* ACQUIRE */
    if :: !LEADS(r) || !GUARDED(e) || !TAKES(e) -> goto refused :: else fi;
    if :: GUARDED(e) && value[e] != NOTHING -> got = value[e]; check(got); goto found
       :: GUARDED(e) && value[e] == NOTHING && (FENCED(e) || lease[e] != 0) -> goto refused
       :: else -> lease[e] = r + 1; highest[e] = 0; spoilt[e] = 0 fi };
  got = committed;                                                              /* the database */
#if defined(JOIN) && !defined(LATE_JOINER)
  if :: r == 0 -> flying = 0 :: else fi;                                        /* FILL is sent: nobody joins any more */
#endif
  atomic { TAKE_PLACE(r);                                                       /* FILL */
    if :: LEADS(r) && TAKES(e) && GUARDED(e) && lease[e] == r + 1 -> value[e] = got; lease[e] = 0; filled = 1
       :: else fi };
#ifdef JOIN
  atomic { land(SHARES_FILL) };                                                 /* its answer */
#endif
  goto answered;
found:
  atomic { land(SHARES_HIT) };
  goto answered;
refused:
  atomic { land(0) };
answered:
  atomic { done++; e = 0; got = 0; floor = 0; filled = 0 };
  if :: done < REQUESTS -> goto again :: else fi
}

/* Somebody of reader 0's process asks while its fill may be joined, and takes what comes of it. */
proctype Joiner() {
  atomic { flying -> joined = committed }
}

#if defined(CONTROL) && (defined(CUT) || defined(OTHER) || defined(READONLY))
#define MAY_MISS
#endif
#ifdef CRASH
#define MAY_CRASH if :: skip :: goto crashed fi
#else
#define MAY_CRASH skip
#endif
#ifdef CONTROL
#define KNOWS(w) (writerView[w] != NOTHING)
#else
#define KNOWS(w) 1
#endif
#ifdef OTHER_EPOCH
#define IS_EMPTIED (!GUARDED(e))
#else
#define IS_EMPTIED EMPTIED(e)
#endif
#ifdef NO_CONFLICT
#define FREE 1
#else
#define FREE (writing == 0 || late[writing - 1])    /* the server ends a transaction that is past its limit */
#endif

#ifdef ANY_WRITER
#define LINKED(w) (linked[w] && (w != 0 || !ledWriter || e != 2))
#define TAKE_WRITERS_PLACE if :: w == 0 && ledWriter && e == 1 -> e = 3 :: else fi
#else
#define LINKED(w) (linked[w] && (w != 0 || !ledWriter))
#define TAKE_WRITERS_PLACE skip
#endif

inline endTransaction() { if :: writing == w + 1 -> writing = 0 :: else fi }

inline fence() {
  value[e] = NOTHING;
#ifndef KEEP_LEASE
  lease[e] = 0;
#endif
  setFence(e, w, 1); acts[w] = e;
#ifndef RULE4
  if :: !isOpen -> spoilt[e] = 1 :: else fi
#endif
}

/* Of version v; 0 publishes nothing. */
inline release(v) {
  if :: e == 0 || !GUARDED(e) -> skip
     :: else ->
        had = FENCE_OF(e, w); setFence(e, w, 0);
        if :: v > highest[e] -> highest[e] = v :: else fi;
        if :: !had -> value[e] = NOTHING; lease[e] = 0
           :: had && FENCED(e) -> skip
           :: else ->
              if :: v != 0 && v == highest[e] && !spoilt[e] && isOpen -> value[e] = v :: else fi;
              highest[e] = 0; spoilt[e] = 0 fi;
        had = 0 fi
}

proctype Writer(byte w) {
  byte e, mine = 0; bool had;
looking:
#ifdef CONTROL
  atomic { writerView[w] != NOTHING -> e = writerView[w];       /* nobody writes without a valid view */
    if :: e == 0 -> acts[w] = UNFENCED :: else fi };
#else
  e = 1;
#endif
beginning:
#ifdef NO_DEADLINE
  atomic { FREE -> late[w] = 0; writing = w + 1; mine = committed + 1 };
#else
  atomic { FREE || late[w] ->
    if :: late[w] -> goto undone                                /* $$NOW in the filter of the first write */
       :: else -> writing = w + 1; mine = committed + 1 fi };
#endif
  MAY_CRASH;
#if !defined(NO_FENCE) && !defined(FENCE_AFTER)
  atomic { TAKE_WRITERS_PLACE;                                  /* FENCE */
    if :: e == 0 -> goto fenced                                 /* OFF */
#ifdef REFUSED_COUNTS
       :: e != 0 && LINKED(w) && !TAKES(e) -> acts[w] = e; goto fenced
#endif
       :: e != 0 && LINKED(w) && TAKES(e) ->
#ifndef NO_GUARD
          if :: IS_EMPTIED && KNOWS(w) -> e = 0; acts[w] = UNFENCED; goto fenced    /* nothing can be filled, so nothing be stale */
             :: !(IS_EMPTIED && KNOWS(w)) && !GUARDED(e) ->      /* another epoch: with a new view, from the start */
                endTransaction(); writerView[w] = NOTHING; goto looking
             :: else fi;
#endif
          fence(); goto fenced
#ifdef MAY_MISS
#ifdef REFUSED_COUNTS
       :: e != 0 && !LINKED(w) ->
#else
       :: e != 0 && (!LINKED(w) || !TAKES(e)) ->
#endif
          endTransaction();
          if :: mode == ON || mode == DRAIN -> mode = OFF :: else fi
#endif
    fi };
#ifdef MAY_MISS
#ifndef NO_VIEW
  NOBODY_READS || mode != OFF;                                  /* until no reader can have a view of ON */
#endif
  atomic {
    if :: mode == OFF && NOBODY_READS -> writerView[w] = 0
       :: else -> writerView[w] = NOTHING fi;
    goto looking };
#endif
fenced:
  MAY_CRASH;
#ifdef ABORT
  if :: skip
     :: atomic { true; endTransaction(); goto undone }                /* refused, or nothing to write */
     :: atomic { true; endTransaction(); goto beginning }             /* a conflict: the same write, its fence stands */
  fi;
#endif
#endif
  atomic {                                                      /* COMMIT */
    if :: late[w] -> goto undone                                /* the server has ended the transaction */
       :: else -> committed++; acts[w] = 0; endTransaction() fi };
  MAY_CRASH;
#ifdef NO_FENCE
  atomic { value[1] = NOTHING; lease[1] = 0 };                  /* what most shops do: delete after the commit */
#else
#ifdef FENCE_AFTER
  atomic { fence() };
#endif
  if :: LINKED(w) && TAKES(e) -> atomic { TAKE_WRITERS_PLACE; release(mine) }   /* RELEASE */
     :: skip                                                    /* lost */
  fi;
#endif
  goto ended;
undone:
  atomic { endTransaction(); acts[w] = 0 };
#ifdef ABORT
  if :: LINKED(w) && TAKES(e) ->
#ifdef ABORT_PUBLISHES
        atomic { release(mine) }
#else
        atomic { release(0) }
#endif
     :: skip
  fi;
#endif
  goto ended;
#ifdef CRASH
crashed: atomic { endTransaction(); acts[w] = 0; late[w] = 1 };
#endif
ended: atomic { finished[w] = 1; e = 0; mine = 0 }
}

inline endFence(e, w) { setFence(e, w, 0); spoilt[e] = 1 }
#ifdef SHORT_FENCE
#define MAY_END(w) 1
#else
#define MAY_END(w) late[w]
#endif

proctype World() {
  byte happened = 0; bool emptied = 0;
  do
#ifdef END
  :: happened < EVENTS -> atomic { happened++;
       if :: !late[0] -> late[0] = 1
          :: !late[1] -> late[1] = 1
          :: MAY_END(0) && fenceOf0[1] -> endFence(1, 0)
          :: MAY_END(1) && fenceOf1[1] -> endFence(1, 1)
          :: lease[1] != 0 -> lease[1] = 0
          :: value[1] != NOTHING -> value[1] = NOTHING
#ifdef CONTROL
          :: MAY_END(0) && fenceOf0[2] -> endFence(2, 0)
          :: MAY_END(1) && fenceOf1[2] -> endFence(2, 1)
          :: lease[2] != 0 -> lease[2] = 0
          :: value[2] != NOTHING -> value[2] = NOTHING
#endif
       fi }
#endif
#ifdef EMPTY
  :: happened < EVENTS && !emptied -> atomic { happened++; emptied = 1; guard = 0;
       value[1] = NOTHING; lease[1] = 0; fenceOf0[1] = 0; fenceOf1[1] = 0; highest[1] = 0; spoilt[1] = 0;
       value[2] = NOTHING; lease[2] = 0; fenceOf0[2] = 0; fenceOf1[2] = 0; highest[2] = 0; spoilt[2] = 0 }
#endif
#ifdef CUT
  :: happened < EVENTS && linked[0] -> atomic { happened++; linked[0] = 0 }
  :: happened < EVENTS && !linked[0] -> atomic { happened++; linked[0] = 1 }
#endif
#ifdef READONLY
  :: happened < EVENTS -> atomic { happened++; refusing = !refusing }
#endif
#ifdef OTHER
  :: happened < EVENTS && !otherGuard && guard == 1 -> atomic { happened++; otherGuard = 1;
       value[3] = value[1]; lease[3] = lease[1]; fenceOf0[3] = fenceOf0[1]; fenceOf1[3] = fenceOf1[1];
       highest[3] = highest[1]; spoilt[3] = spoilt[1] }
  :: happened < EVENTS && !ledWriter -> atomic { happened++; ledWriter = 1 }
  :: happened < EVENTS && !ledReader -> atomic { happened++; ledReader = 1 }
#endif
  :: break
  od
}

#ifdef CONTROL
/* Rule 1: also who only learns of OFF waits until no reader can have a view of ON. */
#ifdef RULE1
#define MAY_LEARN 1
#else
#define MAY_LEARN (mode != OFF || NOBODY_READS)
#endif
#define TOLD (mode == OFF -> 0 : epoch)

/* Views are renewed by linearizable reads of the control document, and run out at any time. */
proctype Views() {
  do
  :: atomic { mode == ON && readerView[0] != epoch -> readerView[0] = epoch }
  :: atomic { readerView[0] != 0 -> readerView[0] = 0 }
#if READERS > 1
  :: atomic { mode == ON && readerView[1] != epoch -> readerView[1] = epoch }
  :: atomic { readerView[1] != 0 -> readerView[1] = 0 }
#endif
  :: atomic { !finished[0] && writerView[0] != NOTHING -> writerView[0] = NOTHING }
  :: atomic { !finished[1] && writerView[1] != NOTHING -> writerView[1] = NOTHING }
  :: atomic { !finished[0] && writerView[0] == NOTHING && MAY_LEARN -> writerView[0] = TOLD }
  :: atomic { !finished[1] && writerView[1] == NOTHING && MAY_LEARN -> writerView[1] = TOLD }
  :: finished[0] && finished[1] -> break
  od
}

/* The op of this writer has ended, can no longer commit, or is fenced in the new epoch. */
#define ENDED(w) (acts[w] == 0 || acts[w] == 2 || late[w])

/* Brings the cache back in a new epoch: OFF, DRAIN, ON. By hand, or because the guard is gone or somebody switched it off. */
proctype Keeper() {
#ifndef BY_HAND
  (mode == OFF || guard == 0);
#endif
  atomic { if :: mode == ON -> mode = OFF :: else fi };
#ifndef RULE5
  NOBODY_READS;                                                  /* every view of ON has run out */
#endif
  atomic { mode == OFF -> epoch = 2; mode = DRAIN };
  atomic { guard = 2; isOpen = 0;
    value[2] = NOTHING; lease[2] = 0; fenceOf0[2] = 0; fenceOf1[2] = 0; highest[2] = 0; spoilt[2] = 0 };
#ifndef RULE2
  (writerView[0] != 0 && writerView[0] != 1 || finished[0]);     /* every view of OFF or of the old epoch has run out */
  (writerView[1] != 0 && writerView[1] != 1 || finished[1]);
#endif
#ifdef RULE3
  (acts[0] != UNFENCED || late[0]) && (acts[1] != UNFENCED || late[1]); /* mutant: waits only for those without a fence */
#else
  ENDED(0) && ENDED(1);                                          /* every write begun before has ended, fenced or not */
#endif
#ifdef RULE6
  atomic { guard = 2; isOpen = 1 };                              /* mutant: opens whatever became of the guard */
#else
  atomic { guard == 2 -> isOpen = 1 };
#endif
  atomic { mode == DRAIN -> mode = ON }
}
#endif

init {
  atomic {
    value[1] = 0; value[2] = NOTHING; value[3] = NOTHING;
    linked[0] = 1; linked[1] = 1; writerView[0] = 1; writerView[1] = 1;
    readerView[0] = 1;
#if READERS > 1
    readerView[1] = 1;
#endif
    run Reader(0);
#if READERS > 1
    run Reader(1);
#endif
    run Writer(0); run Writer(1); run World();
#ifdef JOIN
    run Joiner();
#endif
#ifdef CONTROL
    run Views(); run Keeper()
#endif
  }
}
