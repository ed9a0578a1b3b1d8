package dev.triggers.discovery.execute;

import java.lang.reflect.Method;

/**
 * What tells methods of beans apart, also those of beans of one class.
 *
 * @param bean key of the bean
 * @param method method of the class of the bean
 */
record ExecuteKey(String bean, Method method) {

}
