/*
 * The stock cache with one product, two writers, readers, and everything that may go wrong around them: crashes, fences
 * and leases that end, a lost connection to Redis, an emptied Redis, and the change from one epoch to the next.
 * docs/cache.md explains the protocol; packages/adapters/src/inventory/cache is its code. `npm run model` checks it.
 *
 * Every Redis script and every database operation is one atomic step. Time is abstract: a fence may end at any moment
 * after the database would refuse its writer (LATE), never before. The claim, checked at every answer: it is not older
 * than what was committed when the request began.
 *
 * Faults, each switched on by its name:  CRASH  END (fences, leases and values end)  CUT (writer 0 loses Redis)  EMPTY (Redis forgets)
 * The control document takes part with:  CONTROL
 * An in-process joiner of fills with:    JOIN
 * One ingredient taken away (mutants):   NO_FENCE  NO_DEADLINE  NO_GUARD  NO_VIEW (readers need no valid view)
 *   ANY_JOINER  KEEP_LEASE (a fence leaves leases)  RULE1 RULE2 RULE3 RULE4 (of docs/cache.md, the change of epochs)
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

/* The database: the newest committed version. Versions of one product are totally ordered. */
byte committed = 0;
bool late[2];                 /* the database refuses this writer: its deadline and the transaction's limit are past */

/* Redis, for epochs 1 and 2. */
byte value[3];                /* the version of the value, NOTHING when there is none */
byte lease[3];                /* reader + 1 that may fill, 0 for none */
bool fenceOf0[3]; bool fenceOf1[3];
byte highest[3];              /* the highest version released */
bool spoilt[3];               /* a fence ended without a release: publish nothing */
byte guard = 1;               /* the epoch that may be used, 0 when it is gone */
bool isOpen = 1;                /* false while the guard says drain */

/* The control document, and what each process last read of it. */
#define ON 1
#define OFF 2
#define DRAIN 3
byte mode = ON; byte epoch = 1;
byte readerView[READERS + 1]; /* the epoch that a reader may use, 0 when it has no valid view of ON */
byte writerView[2];           /* the epoch to fence in, 0 for a valid view of OFF, NOTHING for none */
bool linked[2];               /* reaches Redis */
bool finished[2];
byte acts[2];                 /* the epoch a writer has fenced in, 9 when unfenced, 0 when it is idle */
bool unfenced[2];

/* Reader 0's fill, for a joiner in its process. */
bool flying = 0; byte flown = NOTHING; bool accepted = 0; byte flight = 0;

inline setFence(e, w, is) { if :: w == 0 -> fenceOf0[e] = is :: else -> fenceOf1[e] = is fi }
#define FENCE_OF(e, w) ((w == 0) -> fenceOf0[e] : fenceOf1[e])
#define FENCED(e) (fenceOf0[e] || fenceOf1[e])
#ifdef NO_GUARD
#define GUARDED(e) 1
#else
#define GUARDED(e) (guard == e)
#endif

proctype Reader(byte r) {
  byte e, got, floor, done = 0; bool filled;
again: skip;
  atomic { floor = committed; e = readerView[r]; filled = 0; got = NOTHING }   /* the request begins */
#ifdef NO_VIEW
  e = 1;
#endif
  if :: e == 0 -> goto bypass :: else fi;
  atomic {                                                                      /* plain read */
    if :: value[e] != NOTHING -> got = value[e]; assert(got >= floor); goto answered
       :: else fi }
  atomic {                                                                      /* ACQUIRE */
    if :: !GUARDED(e) -> goto bypass
       :: GUARDED(e) && value[e] != NOTHING -> got = value[e]; assert(got >= floor); goto answered
       :: GUARDED(e) && value[e] == NOTHING && (FENCED(e) || lease[e] != 0) -> goto bypass
       :: else -> lease[e] = r + 1; highest[e] = 0; spoilt[e] = 0 fi;
    if :: r == 0 -> flying = 1; accepted = 0; flown = NOTHING :: else fi }
  got = committed;                                                              /* the database */
  assert(got >= floor);
  atomic {                                                                      /* FILL */
    if :: GUARDED(e) && lease[e] == r + 1 -> value[e] = got; lease[e] = 0; filled = 1
       :: else fi;
    if :: r == 0 -> flown = got; accepted = filled; flying = 0; flight++ :: else fi }
  goto answered;
bypass: got = committed; assert(got >= floor);
answered:
  done++;
  if :: done < REQUESTS -> goto again :: else fi
}

/* A read that begins during reader 0's fill and takes what comes of it. */
proctype Joiner() {
  byte floor, mine;
  atomic { flying == 1; floor = committed; mine = flight };
  atomic { flight != mine;
#ifdef ANY_JOINER
    assert(flown >= floor)
#else
    if :: accepted -> assert(flown >= floor) :: else fi
#endif
  }
}

#ifdef CRASH
#define MAY_CRASH if :: skip :: goto crashed fi
#else
#define MAY_CRASH skip
#endif

proctype Writer(byte w) {
  byte e, mine = 0; bool had;
#ifndef NO_FENCE
fencing:
#ifdef CONTROL
  writerView[w] != NOTHING;                                     /* nobody writes without a valid view */
  e = writerView[w];
  if :: e == 0 ->
        atomic {
          if :: writerView[w] == 0 -> unfenced[w] = 1; acts[w] = 9; goto commit
             :: else -> goto fencing fi }
     :: else fi;
#else
  e = 1;
#endif
  if :: linked[w] ->
        atomic {                                                /* FENCE */
#ifndef NO_GUARD
          if :: guard == 0 && writerView[w] == e ->             /* emptied: nothing can be filled, so nothing can be stale */
                unfenced[w] = 1; acts[w] = 9; goto commit
             :: guard == 0 && writerView[w] != e -> goto fencing
             :: guard != 0 && guard != e -> writerView[w] = NOTHING; goto fencing
             :: else fi;
#endif
          value[e] = NOTHING;
#ifndef KEEP_LEASE
          lease[e] = 0;
#endif
          setFence(e, w, 1); acts[w] = e;
#ifndef RULE4
          if :: !isOpen -> spoilt[e] = 1 :: else fi
#endif
        }
     :: !linked[w] ->
#ifdef CONTROL
        atomic { if :: mode == ON || mode == DRAIN -> mode = OFF :: else fi };
#ifndef NO_VIEW
        (readerView[0] == 0 && readerView[1] == 0) || mode != OFF; /* until no reader can have a view of ON */
#endif
        atomic {
          if :: mode == OFF && readerView[0] == 0 && readerView[1] == 0 -> writerView[w] = 0
             :: else -> writerView[w] = NOTHING fi };
        goto fencing
#else
        unfenced[w] = 1
#endif
  fi;
  MAY_CRASH;
#endif
commit:
  atomic {
#ifndef NO_DEADLINE
    if :: late[w] -> goto crashed :: else fi;                   /* $$NOW in the filter of the first write */
#endif
    committed++; mine = committed };
  MAY_CRASH;
#ifdef NO_FENCE
  if :: linked[w] -> atomic { value[1] = NOTHING; lease[1] = 0 } /* what most shops do: delete after the commit */
     :: !linked[w] -> skip fi;
#else
  if :: linked[w] ->
        atomic {                                                /* RELEASE */
          if :: !GUARDED(e) || e == 0 || unfenced[w] -> skip
             :: else ->
                had = FENCE_OF(e, w); setFence(e, w, 0);
                if :: mine > highest[e] -> highest[e] = mine :: else fi;
                if :: !had -> value[e] = NOTHING; lease[e] = 0
                   :: had && FENCED(e) -> skip
                   :: else ->
                      if :: mine == highest[e] && !spoilt[e] && isOpen -> value[e] = mine :: else fi;
                      highest[e] = 0; spoilt[e] = 0 fi fi }
     :: skip                                                    /* lost */
  fi;
#endif
  atomic { unfenced[w] = 0; acts[w] = 0; finished[w] = 1 };
  goto ended;
crashed: atomic { unfenced[w] = 0; acts[w] = 0; finished[w] = 1; late[w] = 1 };
ended: skip
}

inline endFence(e, w) { setFence(e, w, 0); spoilt[e] = 1 }

proctype World() {
  byte happened = 0; bool emptied = 0;
  do
#ifdef END
  :: happened < EVENTS -> atomic { happened++;
       if :: late[0] = 1
          :: late[1] = 1
#ifdef NO_DEADLINE
          :: fenceOf0[1] -> endFence(1, 0)
          :: fenceOf1[1] -> endFence(1, 1)
#else
          :: late[0] && fenceOf0[1] -> endFence(1, 0)
          :: late[1] && fenceOf1[1] -> endFence(1, 1)
          :: late[0] && fenceOf0[2] -> endFence(2, 0)
          :: late[1] && fenceOf1[2] -> endFence(2, 1)
#endif
          :: lease[1] != 0 -> lease[1] = 0
          :: lease[2] != 0 -> lease[2] = 0
          :: value[1] != NOTHING -> value[1] = NOTHING
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
  :: break
  od
}

#ifdef CONTROL
/* Rule 1: also who only learns of OFF waits until no reader can have a view of ON. */
#ifdef RULE1
#define MAY_LEARN 1
#else
#define MAY_LEARN (mode != OFF || (readerView[0] == 0 && readerView[1] == 0))
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

/* Brings the cache back in a new epoch: OFF, DRAIN, ON. */
proctype Keeper() {
  (mode == OFF || guard == 0);
  atomic { if :: mode == ON -> mode = OFF :: else fi };
  (readerView[0] == 0 && readerView[1] == 0);
  atomic { mode == OFF -> epoch = 2; mode = DRAIN; guard = 2; isOpen = 0;
    value[2] = NOTHING; lease[2] = 0; fenceOf0[2] = 0; fenceOf1[2] = 0; highest[2] = 0; spoilt[2] = 0 };
#ifndef RULE2
  (writerView[0] != 0 && writerView[0] != 1 || finished[0]);     /* every view of OFF or of the old epoch has run out */
  (writerView[1] != 0 && writerView[1] != 1 || finished[1]);
#endif
#ifdef RULE3
  (!unfenced[0] || late[0]) && (!unfenced[1] || late[1]);        /* mutant: waits only for those without a fence */
#else
  ENDED(0) && ENDED(1);                                          /* every write begun before has ended, fenced or not */
#endif
  atomic { if :: guard == 2 -> isOpen = 1 :: else fi };
  atomic { if :: mode == DRAIN && guard == 2 -> mode = ON :: else fi }
}
#endif

init {
  atomic {
    value[1] = 0; value[2] = NOTHING;
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
