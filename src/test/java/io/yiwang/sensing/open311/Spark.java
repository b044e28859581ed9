package io.yiwang.sensing.open311;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a strict client makes of an answer: XML turned into maps and lists by the Spark convention,
 * and JSON likewise, every leaf as text, so that the two can be compared.
 */
final class Spark {
  private static final Set<String> CONTAINERS =
      Set.of(
          "services",
          "service_requests",
          "attributes",
          "values",
          "errors",
          "notes",
          "photos",
          "endpoints",
          "formats");

  private Spark() {}

  static Object ofXml(String xml) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element root =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getDocumentElement();
      return value(root);
    } catch (Exception e) {
      throw new AssertionError("not XML: " + xml, e);
    }
  }

  private static Object value(Element element) {
    List<Element> children = children(element);
    if (CONTAINERS.contains(element.getTagName())) {
      return children.stream().map(Spark::value).toList();
    }
    if (children.isEmpty()) {
      String text = element.getTextContent();
      return text.isEmpty() ? "null" : text;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Element child : children) {
      if (fields.put(child.getTagName(), value(child)) != null) {
        throw new AssertionError(child.getTagName() + " twice in " + element.getTagName());
      }
    }
    return fields;
  }

  private static List<Element> children(Element element) {
    var children = new ArrayList<Element>();
    NodeList nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
        children.add((Element) nodes.item(i));
      }
    }
    return children;
  }

  static Object ofJson(String json) {
    return value(JsonMapper.builder().build().readTree(json));
  }

  private static Object value(JsonNode node) {
    if (node.isArray()) {
      var values = new ArrayList<>();
      node.forEach(child -> values.add(value(child)));
      return values;
    }
    if (node.isObject()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      node.propertyStream().forEach(p -> fields.put(p.getKey(), value(p.getValue())));
      return fields;
    }
    return node.isNull() ? "null" : node.asString();
  }
}
