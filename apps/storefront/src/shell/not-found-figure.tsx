/** Above what is not there: a 404 with the shop's dot for a nought. */
export function NotFoundFigure() {
  return (
    <>
      4<i className="dot" />4
    </>
  );
}
