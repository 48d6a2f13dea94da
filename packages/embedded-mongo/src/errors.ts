/** MongoDB's names for its error codes; a code that is not listed is reported as `Location<code>`. */
const CODE_NAMES: Readonly<Record<number, string>> = {
  1: "InternalError",
  2: "BadValue",
  4: "NoSuchKey",
  6: "HostUnreachable",
  7: "HostNotFound",
  8: "UnknownError",
  9: "FailedToParse",
  10: "CannotMutateObject",
  11: "UserNotFound",
  13: "Unauthorized",
  14: "TypeMismatch",
  15: "Overflow",
  16: "InvalidLength",
  17: "ProtocolError",
  18: "AuthenticationFailed",
  20: "IllegalOperation",
  22: "InvalidBSON",
  24: "LockTimeout",
  26: "NamespaceNotFound",
  27: "IndexNotFound",
  28: "PathNotViable",
  40: "ConflictingUpdateOperators",
  43: "CursorNotFound",
  48: "NamespaceExists",
  50: "MaxTimeMSExpired",
  52: "DollarPrefixedFieldName",
  53: "InvalidIdField",
  54: "NotSingleValueField",
  56: "EmptyFieldName",
  57: "DottedFieldName",
  59: "CommandNotFound",
  64: "WriteConcernFailed",
  66: "ImmutableField",
  67: "CannotCreateIndex",
  68: "IndexAlreadyExists",
  72: "InvalidOptions",
  73: "InvalidNamespace",
  76: "NoReplicationEnabled",
  79: "UnknownReplWriteConcern",
  85: "IndexOptionsConflict",
  86: "IndexKeySpecsConflict",
  89: "NetworkTimeout",
  91: "ShutdownInProgress",
  95: "NotSecondary",
  96: "OperationFailed",
  100: "UnsatisfiableWriteConcern",
  112: "WriteConflict",
  115: "CommandNotSupported",
  117: "ConflictingOperationInProgress",
  121: "DocumentValidationFailure",
  125: "CommandFailed",
  133: "FailedToSatisfyReadPreference",
  134: "ReadConcernMajorityNotAvailableYet",
  136: "CappedPositionLost",
  146: "ExceededMemoryLimit",
  150: "StaleEpoch",
  166: "CommandNotSupportedOnView",
  167: "OptionNotSupportedOnView",
  168: "InvalidPipelineOperator",
  171: "CannotIndexParallelArrays",
  175: "QueryPlanKilled",
  189: "PrimarySteppedDown",
  197: "InvalidIndexSpecificationOption",
  206: "NoSuchSession",
  207: "InvalidUUID",
  211: "KeyNotFound",
  217: "IncompleteTransactionHistory",
  222: "CloseChangeStream",
  224: "QueryFeatureNotAllowed",
  225: "TransactionTooOld",
  234: "RetryChangeStream",
  237: "CursorKilled",
  238: "NotImplemented",
  239: "SnapshotTooOld",
  241: "ConversionFailure",
  246: "SnapshotUnavailable",
  251: "NoSuchTransaction",
  256: "TransactionCommitted",
  257: "TransactionTooLarge",
  260: "InvalidResumeToken",
  261: "TooManyLogicalSessions",
  262: "ExceededTimeLimit",
  263: "OperationNotSupportedInTransaction",
  276: "IndexBuildAborted",
  280: "ChangeStreamFatalError",
  286: "ChangeStreamHistoryLost",
  290: "TransactionExceededLifetimeLimitSeconds",
  292: "QueryExceededMemoryLimitNoDiskUseAllowed",
  322: "APIVersionError",
  323: "APIStrictError",
  352: "UnsupportedOpQueryCommand",
  359: "CannotConvertIndexToUnique",
  9001: "SocketException",
  10107: "NotWritablePrimary",
  10334: "BSONObjectTooLarge",
  11000: "DuplicateKey",
  11600: "InterruptedAtShutdown",
  11601: "Interrupted",
  11602: "InterruptedDueToReplStateChange",
  13113: "MergeStageNoMatchingDocument",
  13388: "StaleConfig",
  13435: "NotPrimaryNoSecondaryOk",
  13436: "NotPrimaryOrSecondary",
  14031: "OutOfDiskSpace",
};

/** MongoDB's name for an error code (`BadValue` for 2, `Location31249` for a code without a name). */
export function codeNameOf(code: number): string {
  return CODE_NAMES[code] ?? `Location${code}`;
}

/** What an error carries besides its code and sentence. */
interface MongoErrorExtras {
  /** Error labels for the driver, e.g. `TransientTransactionError`. */
  readonly labels?: readonly string[];
  /** Further fields of the reply, e.g. `errInfo`, `keyPattern`, `keyValue`. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An error answered to the client with MongoDB's own code; anything else that is thrown is a bug. */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly labels: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, extras: MongoErrorExtras = {}) {
    super(message, extras.cause === undefined ? {} : { cause: extras.cause });
    this.name = "MongoError";
    this.code = code;
    this.codeName = codeNameOf(code);
    this.labels = extras.labels ?? [];
    this.details = extras.details ?? {};
  }
}
