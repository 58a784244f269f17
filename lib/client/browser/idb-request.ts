/**
 * @param request of IndexedDB
 * @returns its result
 * @throws {DOMException} why it failed
 */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
