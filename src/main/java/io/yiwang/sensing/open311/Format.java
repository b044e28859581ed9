package io.yiwang.sensing.open311;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The two forms an answer is written in. */
enum Format {
  XML(new MediaType("text", "xml", StandardCharsets.UTF_8)) {
    @Override
    byte[] write(String root, Node node) {
      var out = new StringWriter();
      try {
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        xml.writeStartDocument("utf-8", "1.0");
        element(xml, root, node);
        xml.writeEndDocument();
        xml.close();
      } catch (XMLStreamException e) {
        throw new IllegalStateException(e);
      }
      return out.toString().getBytes(StandardCharsets.UTF_8);
    }
  },
  JSON(new MediaType("application", "json", StandardCharsets.UTF_8)) {
    @Override
    byte[] write(String root, Node node) {
      var out = new ByteArrayOutputStream();
      try (JsonGenerator json =
          FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
        value(json, node);
      }
      return out.toByteArray();
    }
  };

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private final MediaType contentType;

  Format(MediaType contentType) {
    this.contentType = contentType;
  }

  MediaType contentType() {
    return contentType;
  }

  abstract byte[] write(String root, Node node);

  /** By the ending of the path; XML, which the standard requires, when there is none. */
  static Format ofPath(String path) {
    return path.endsWith(".json") ? JSON : XML;
  }

  private static void element(XMLStreamWriter xml, String name, Node node)
      throws XMLStreamException {
    if (node instanceof Node.Value(var value) && value == null) {
      xml.writeEmptyElement(name);
      return;
    }
    xml.writeStartElement(name);
    switch (node) {
      case Node.Value(var value) -> xml.writeCharacters(String.valueOf(value));
      case Node.Fields(var children) -> {
        for (var child : children.entrySet()) {
          element(xml, child.getKey(), child.getValue());
        }
      }
      case Node.Listing(var item, var children) -> {
        for (Node child : children) {
          element(xml, item, child);
        }
      }
    }
    xml.writeEndElement();
  }

  private static void value(JsonGenerator json, Node node) {
    switch (node) {
      case Node.Value(var value) -> {
        switch (value) {
          case null -> json.writeNull();
          case Boolean truth -> json.writeBoolean(truth);
          case Integer number -> json.writeNumber(number);
          case Double number -> json.writeNumber(number);
          default -> json.writeString(value.toString());
        }
      }
      case Node.Fields(var children) -> {
        json.writeStartObject();
        for (var child : children.entrySet()) {
          json.writeName(child.getKey());
          value(json, child.getValue());
        }
        json.writeEndObject();
      }
      case Node.Listing(var item, var children) -> {
        json.writeStartArray();
        children.forEach(child -> value(json, child));
        json.writeEndArray();
      }
    }
  }
}
