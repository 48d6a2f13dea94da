/** Everything that a client can name: commands, and what stands in pipelines, filters and updates. */
export interface Features {
  readonly commands: readonly string[];
  readonly stages: readonly string[];
  /** Of `$group`, `$bucket` and `$bucketAuto`. */
  readonly accumulators: readonly string[];
  /** Operators of expressions. */
  readonly expressions: readonly string[];
  readonly queryOperators: readonly string[];
  readonly updateOperators: readonly string[];
}

/**
 * What this repository sends, its tests included: directly, or by way of Prisma and better-auth. It may grow when they
 * need more.
 */
export const MAINTAINED: Features = {
  commands: words(`
    abortTransaction aggregate buildInfo bulkWrite collMod commitTransaction configureFailPoint connectionStatus
    count create createIndexes delete distinct drop dropDatabase dropIndexes endSessions find
    findAndModify getMore getParameter hello insert isMaster killAllSessions killCursors listCollections
    listIndexes ping renameCollection replSetStepDown saslContinue saslStart setParameter update
  `),
  stages: words(`
    $count $group $limit $lookup $match $skip $sort $unionWith $unwind $project $replaceWith $set $changeStream
  `),
  accumulators: words(`
    $count $first $max $mergeObjects $push $sum $topN
  `),
  expressions: words(`
    $add $and $concatArrays $cond $divide $eq $first $floor $gt $gte $ifNull $in $literal $lt $lte $max
    $mergeObjects $ne $not $or $setUnion $size $slice $sum $toInt $toLong $type
  `),
  queryOperators: words(`
    $eq $exists $gt $gte $in $lt $lte $ne $nin $size $type $and $or $nor $not $regex $options $expr
    $jsonSchema
  `),
  updateOperators: words(`
    $inc $max $push $set $setOnInsert
  `),
};

/**
 * What nobody in this repository sends. It is kept because it is done, and held against MongoDB by its published driver
 * tests and the parity suite; it gets no new options, and no new names come here. Mistakes in it are mended.
 */
export const FROZEN: Features = {
  commands: words(`
    collStats dbStats explain killSessions listDatabases logout refreshSessions replSetFreeze
    replSetGetStatus replSetStepUp serverStatus startSession validate whatsmyuri
  `),
  stages: words(`
    $addFields $bucket $bucketAuto $documents $facet $graphLookup $listLocalSessions $merge $out $redact
    $replaceRoot $sample $sortByCount $unset
  `),
  accumulators: words(`
    $addToSet $avg $bottom $bottomN $firstN $last $lastN $maxN $median $min $minN $percentile $stdDevPop
    $stdDevSamp $top
  `),
  expressions: words(`
    $abs $allElementsTrue $anyElementTrue $arrayElemAt $arrayToObject $avg $bsonSize $ceil $cmp $concat
    $const $convert $dateAdd $dateDiff $dateFromParts $dateFromString $dateSubtract $dateToParts
    $dateToString $dateTrunc $dayOfMonth $dayOfWeek $dayOfYear $exp $filter $firstN $getField $hour
    $indexOfArray $indexOfBytes $indexOfCP $isArray $isNumber $isoDayOfWeek $isoWeek $isoWeekYear $last
    $lastN $let $ln $log $log10 $ltrim $map $maxN $millisecond $min $minN $minute $mod $month $multiply
    $objectToArray $pow $range $reduce $regexFind $regexFindAll $regexMatch $replaceAll $replaceOne
    $reverseArray $round $rtrim $second $setDifference $setEquals $setField $setIntersection
    $setIsSubset $sortArray $split $sqrt $stdDevPop $stdDevSamp $strLenBytes $strLenCP $strcasecmp
    $substr $substrBytes $substrCP $subtract $switch $toBool $toDate $toDecimal $toDouble $toLower
    $toObjectId $toString $toUpper $trim $trunc $unsetField $year $zip
  `),
  queryOperators: words(`
    $all $alwaysFalse $alwaysTrue $bitsAllClear $bitsAllSet $bitsAnyClear $bitsAnySet $comment
    $elemMatch $mod
  `),
  updateOperators: words(`
    $addToSet $bit $currentDate $min $mul $pop $pull $pullAll $rename $unset
  `),
};

/** The names in a text. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
